package io.msliqa.image.decode;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits only so long for work that may never end. Codecs cannot be stopped, so work that is late is left behind, with
 * its thread and its memory, until it ends by itself.
 */
final class TimeLimit {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "msliqa-decode");
        thread.setDaemon(true);
        return thread;
    });

    private TimeLimit() {}

    /**
     * What {@code work} returns or throws.
     *
     * @throws ImageException TIMEOUT if it takes longer; INTERNAL if it fails otherwise, or the waiting thread is
     *     interrupted, which it then still is
     */
    static <T> T within(Duration limit, Callable<T> work) throws ImageException {
        Future<T> result = THREADS.submit(work);
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new ImageException(
                    FailureReason.TIMEOUT,
                    "Decoding took longer than the limit of " + limit.toMillis() / 1e3
                            + " s. Raise that limit, or save the picture again in a simpler way.",
                    e);
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new ImageException(FailureReason.INTERNAL, "The program was stopped while it decoded.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImageException reason) {
                throw reason;
            }
            throw new ImageException(FailureReason.INTERNAL, "The decoder failed with " + e.getCause(), e);
        }
    }
}
