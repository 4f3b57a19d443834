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
 * Gives work only so long. Late work is interrupted, which our own decoders heed within milliseconds: they run in the
 * thread that waits for them. A native codec cannot be stopped and runs in another thread: late, it is left behind until it
 * ends by itself, but of such there are {@value #MOST_LATE} at most; the next picture waits until one has ended.
 */
final class TimeLimit {

    static final int MOST_LATE = 4;

    private static final Workers THREADS = Workers.oneForEach("msliqa-decode");

    /** A permit for each piece of late work that may still run. */
    private static final Semaphore LATE = new Semaphore(MOST_LATE);

    private TimeLimit() {}

    /**
     * What {@code work} returns or throws, which ends soon after its thread is interrupted.
     *
     * @throws ImageException TIMEOUT if it takes longer; INTERNAL if it fails otherwise, or this thread is interrupted, which
     *     it then still is
     */
    static <T> T here(Duration limit, Work<T, ImageException> work) throws ImageException {
        try (Alarm alarm = Alarm.set(limit)) {
            T made = result(limit, alarm, work);
            if (alarm.isOver()) {
                throw late(limit, null);
            }
            return made;
        }
    }

    private static <T> T result(Duration limit, Alarm alarm, Work<T, ImageException> work) throws ImageException {
        try {
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw alarm.isOver() ? late(limit, e) : stopped(e);
        } catch (ImageException | RuntimeException | Error e) {
            if (alarm.isOver()) {
                throw late(limit, e);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw stopped(e);
            }
            if (e instanceof ImageException reason) {
                throw reason;
            }
            throw failed(e);
        }
    }

    /**
     * What {@code work} returns or throws, which nothing can stop.
     *
     * @throws ImageException as {@link #here}
     */
    static <T> T elsewhere(Duration limit, Work<T, ImageException> work) throws ImageException {
        LATE.acquireUninterruptibly();
        LATE.release();
        Watched<T> watched = new Watched<>(work);
        try {
            return THREADS.begin(watched).within(limit);
        } catch (TimeoutException e) {
            watched.leave();
            throw late(limit, e);
        } catch (StoppedException e) {
            watched.leave();
            throw stopped(e);
        } catch (RuntimeException | Error e) {
            throw failed(e);
        }
    }

    private static ImageException late(Duration limit, Throwable cause) {
        return new ImageException(
                FailureReason.TIMEOUT,
                "Decoding took longer than the limit of " + limit.toMillis() / 1e3
                        + " s. Raise that limit, or save the picture again in a simpler way.",
                cause);
    }

    private static ImageException stopped(Throwable cause) {
        return new ImageException(FailureReason.INTERNAL, "The program was stopped while it decoded.", cause);
    }

    private static ImageException failed(Throwable cause) {
        return new ImageException(FailureReason.INTERNAL, "The decoder failed with " + cause, cause);
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
