package io.msliqa.spark.listing;

import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Function;

/** Saves time with storages that answer slowly: asks for many things at once and takes the answers in order. */
final class Lookups {

    static final int AT_ONCE = 64;

    /**
     * How many questions are open at once: enough that no thread waits for the slowest answer. Only their answers are
     * in memory.
     */
    private static final int UNDER_WAY = 4 * AT_ONCE;

    private Lookups() {}

    /**
     * Looks up all items and runs their answers in order.
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
