package io.msliqa.work;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives the result of work in another thread. What the work throws is thrown as it is, errors too.
 *
 * @param <T> what is made
 * @param <E> what making it may throw beside what is unchecked
 */
public final class Pending<T, E extends Exception> {

    private final FutureTask<T> task;

    Pending(FutureTask<T> task) {
        this.task = task;
    }

    /**
     * Waits for the result. A wait that is interrupted stops the work, but does not wait for its end.
     *
     * @throws StoppedException if this thread is interrupted, which it then still is, or the work was stopped
     */
    public T result() throws E {
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | CancellationException e) {
            throw failure(e);
        }
    }

    /**
     * Waits for the result, but only so long; work that is late is interrupted and left behind.
     *
     * @throws TimeoutException if it takes longer
     * @throws StoppedException as {@link #result}
     */
    public T within(Duration limit) throws E, TimeoutException {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw e;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | CancellationException e) {
            throw failure(e);
        }
    }

    /**
     * Waits for the end of the work, but only so long, and leaves it alone.
     *
     * @return whether it has ended
     * @throws StoppedException as {@link #result}
     */
    public boolean endsWithin(Duration limit) {
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | CancellationException e) {
            return true;
        }
    }

    /**
     * Waits until the work has ended, even if this thread is interrupted meanwhile, which it then still is: nothing that
     * the work uses may be freed before.
     *
     * @throws StoppedException if this thread was interrupted, or the work was stopped
     */
    public T atItsEnd() throws E {
        InterruptedException interrupted = null;
        while (true) {
            try {
                T result = task.get();
                if (interrupted != null) {
                    throw interrupted(interrupted);
                }
                return result;
            } catch (InterruptedException e) {
                interrupted = e;
            } catch (ExecutionException | CancellationException e) {
                if (interrupted != null) {
                    Thread.currentThread().interrupt();
                }
                throw failure(e);
            }
        }
    }

    /** Interrupts the work unless it has ended, and does not wait for its end. */
    public void stop() {
        task.cancel(true);
    }

    private StoppedException interrupted(InterruptedException cause) {
        task.cancel(true);
        Thread.currentThread().interrupt();
        return new StoppedException("Stopped while waiting for another thread", cause);
    }

    @SuppressWarnings("unchecked") // Work throws nothing else that is checked.
    private E failure(Exception failed) {
        if (failed instanceof CancellationException || failed.getCause() instanceof InterruptedException) {
            throw new StoppedException("The work was stopped before its end", failed);
        }
        if (failed.getCause() instanceof RuntimeException cause) {
            throw cause;
        }
        if (failed.getCause() instanceof Error cause) {
            throw cause;
        }
        return (E) failed.getCause();
    }
}
