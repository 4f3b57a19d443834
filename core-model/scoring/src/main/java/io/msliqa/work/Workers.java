package io.msliqa.work;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Threads that work for others. They never keep a program alive.
 *
 * <p>After {@link #close} or {@link #leave} nobody waits for ever: what had not ended is stopped, and says so to who waits.
 */
public final class Workers implements AutoCloseable {

    private final ExecutorService threads;

    private Workers(ExecutorService threads) {
        this.threads = threads;
    }

    /** So many threads; what comes while all are busy waits its turn. */
    public static Workers of(String name, int threads) {
        return new Workers(Executors.newFixedThreadPool(threads, named(name)));
    }

    /** As many threads as there is work, so that what hangs delays nothing else. */
    public static Workers oneForEach(String name) {
        return new Workers(Executors.newCachedThreadPool(named(name)));
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins work; after the end of these threads it is stopped at once. */
    public <T, E extends Exception> Pending<T, E> begin(Work<T, E> work) {
        FutureTask<T> task = new FutureTask<>(work::run);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.cancel(false);
        }
        return new Pending<>(task);
    }

    /** Stops all work and returns at once. Work that cannot be interrupted is left behind until it ends by itself. */
    public void leave() {
        for (Runnable waiting : threads.shutdownNow()) {
            ((Future<?>) waiting).cancel(false);
        }
    }

    /**
     * Stops all work and returns when it has ended, even if this thread is interrupted meanwhile, which it then still is:
     * what the work uses may be freed.
     */
    @Override
    public void close() {
        leave();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
