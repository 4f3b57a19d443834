package io.msliqa.spark.listing;

import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Function;

/** Asks a storage that is far away for many things at once, as each answer takes its time, and takes the answers in order. */
final class Lookups {

    static final int AT_ONCE = 64;

    /** Enough that no thread waits for the slowest answer; what these hold is all that is in memory. */
    private static final int UNDER_WAY = 4 * AT_ONCE;

    private Lookups() {}

    /**
     * Looks up one after the other, and does with each answer what it says.
     *
     * @param lookUp called by many threads; what it returns is run by the caller's, in the order of the items
     * @throws io.msliqa.work.StoppedException if this thread is interrupted, which it then still is
     */
    static <T> void inOrder(Iterator<T> items, Function<T, Runnable> lookUp) {
        Workers threads = Workers.of("msliqa-look-up", AT_ONCE);
        Queue<Pending<Runnable, RuntimeException>> underWay = new ArrayDeque<>();
        try {
            while (items.hasNext()) {
                T item = items.next();
                underWay.add(threads.begin(() -> lookUp.apply(item)));
                if (underWay.size() == UNDER_WAY) {
                    underWay.remove().result().run();
                }
            }
            while (!underWay.isEmpty()) {
                underWay.remove().result().run();
            }
        } finally {
            // A storage that does not answer must not hold up the end.
            threads.leave();
        }
    }
}
