package io.msliqa.image.decode;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.work.StoppedException;
import io.msliqa.work.Work;
import io.msliqa.work.Workers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * Waits only so long for work that may never end. Late work is interrupted, which our own decoders heed within
 * milliseconds. A native codec cannot be stopped: it is left behind until it ends by itself, but of such there are
 * {@value #MOST_LATE} at most; the next picture waits until one has ended.
 */
final class TimeLimit {

    static final int MOST_LATE = 4;

    private static final Workers THREADS = Workers.oneForEach("msliqa-decode");

    /** A permit for each piece of late work that may still run. */
    private static final Semaphore LATE = new Semaphore(MOST_LATE);

    private TimeLimit() {}

    /**
     * What {@code work} returns or throws.
     *
     * @throws ImageException TIMEOUT if it takes longer; INTERNAL if it fails otherwise, or the waiting thread is
     *     interrupted, which it then still is
     */
    static <T> T within(Duration limit, Work<T, ImageException> work) throws ImageException {
        LATE.acquireUninterruptibly();
        LATE.release();
        Watched<T> watched = new Watched<>(work);
        try {
            return THREADS.begin(watched).within(limit);
        } catch (TimeoutException e) {
            watched.leave();
            throw new ImageException(
                    FailureReason.TIMEOUT,
                    "Decoding took longer than the limit of " + limit.toMillis() / 1e3
                            + " s. Raise that limit, or save the picture again in a simpler way.",
                    e);
        } catch (StoppedException e) {
            watched.leave();
            throw new ImageException(FailureReason.INTERNAL, "The program was stopped while it decoded.", e);
        } catch (ImageException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new ImageException(FailureReason.INTERNAL, "The decoder failed with " + e, e);
        }
    }

    /** How many pieces of late work still run. */
    static int late() {
        return MOST_LATE - LATE.availablePermits();
    }

    /** Work that holds a permit from when it is left behind to when it ends. */
    private static final class Watched<T> implements Work<T, ImageException> {

        private final Work<T, ImageException> work;
        private boolean running;
        private boolean left;

        Watched(Work<T, ImageException> work) {
            this.work = work;
        }

        @Override
        public T run() throws ImageException, InterruptedException {
            synchronized (this) {
                running = true;
            }
            try {
                return work.run();
            } finally {
                synchronized (this) {
                    running = false;
                    if (left) {
                        LATE.release();
                    }
                }
            }
        }

        synchronized void leave() {
            if (running && !left) {
                left = true;
                LATE.acquireUninterruptibly();
            }
        }
    }
}
