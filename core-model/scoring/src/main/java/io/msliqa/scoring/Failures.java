package io.msliqa.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a picture that could not be scored is reported as. */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** The result of a picture that something went wrong with. */
    public static ImageResult.Failed of(String id, Throwable cause) {
        if (cause instanceof ImageException e) {
            return new ImageResult.Failed(id, e.reason(), e.getMessage());
        }
        if (isOutOfMemory(cause)) {
            return new ImageResult.Failed(
                    id,
                    FailureReason.OUT_OF_MEMORY,
                    "Scoring ran out of memory (" + firstLine(cause)
                            + "). Give the process or the device more, run fewer tasks on it, or lower the limit on pixels.");
        }
        LOG.error("Scoring {} failed", id, cause);
        return new ImageResult.Failed(
                id,
                FailureReason.INTERNAL,
                "Scoring failed with " + firstLine(cause)
                        + ". This is a fault of the program; please report it with the picture.");
    }

    /** The engine has no exception of its own for it: it says so in words. */
    public static boolean isOutOfMemory(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof OutOfMemoryError
                || message.contains("out of memory")
                || message.contains("can't allocate memory")
                || message.contains("not enough memory")
                || message.contains("failed to allocate memory")
                || message.contains("bad_alloc")
                || message.contains("alloc_failed");
    }

    private static String firstLine(Throwable cause) {
        return cause.toString().lines().findFirst().orElse("");
    }
}
