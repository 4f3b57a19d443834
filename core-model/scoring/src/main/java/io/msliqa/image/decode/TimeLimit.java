package io.msliqa.image.decode;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.work.StoppedException;
import io.msliqa.work.Work;
import io.msliqa.work.Workers;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Waits only so long for work that may never end. Codecs cannot be stopped, so work that is late is left behind, with
 * its thread and its memory, until it ends by itself.
 */
final class TimeLimit {

    private static final Workers THREADS = Workers.oneForEach("msliqa-decode");

    private TimeLimit() {}

    /**
     * What {@code work} returns or throws.
     *
     * @throws ImageException TIMEOUT if it takes longer; INTERNAL if it fails otherwise, or the waiting thread is
     *     interrupted, which it then still is
     */
    static <T> T within(Duration limit, Work<T, ImageException> work) throws ImageException {
        try {
            return THREADS.begin(work).within(limit);
        } catch (TimeoutException e) {
            throw new ImageException(
                    FailureReason.TIMEOUT,
                    "Decoding took longer than the limit of " + limit.toMillis() / 1e3
                            + " s. Raise that limit, or save the picture again in a simpler way.",
                    e);
        } catch (StoppedException e) {
            throw new ImageException(FailureReason.INTERNAL, "The program was stopped while it decoded.", e);
        } catch (ImageException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new ImageException(FailureReason.INTERNAL, "The decoder failed with " + e, e);
        }
    }
}
