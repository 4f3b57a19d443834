package io.msliqa.spark.listing;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
     */
    static <T> void inOrder(Iterator<T> items, Function<T, Runnable> lookUp) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Lookups::daemon);
        Queue<Future<Runnable>> underWay = new ArrayDeque<>();
        try {
            while (items.hasNext()) {
                T item = items.next();
                underWay.add(threads.submit(() -> lookUp.apply(item)));
                if (underWay.size() == UNDER_WAY) {
                    answer(underWay.remove()).run();
                }
            }
            while (!underWay.isEmpty()) {
                answer(underWay.remove()).run();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "msliqa-look-up");
        thread.setDaemon(true);
        return thread;
    }

    private static Runnable answer(Future<Runnable> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while looking up files", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Looking up a file failed", e.getCause());
        }
    }
}
