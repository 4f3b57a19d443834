package io.msliqa.image.format;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;

/** The words for what is wrong with a file. Each takes a sentence without its full stop. */
final class Problem {

    private Problem() {}

    /** The file contradicts its format, or picture data is lost. */
    static ImageException corrupt(String what) {
        return new ImageException(FailureReason.CORRUPT, what + ". Copy the file again from its source.");
    }

    /** The file ends too early. */
    static ImageException truncated(String what) {
        return new ImageException(FailureReason.TRUNCATED, what + ". Copy it again from its source.");
    }

    /** Sound, but of a kind that is not read here. */
    static ImageException unsupported(String what) {
        return new ImageException(
                FailureReason.UNSUPPORTED_FORMAT, what + ". Convert the file to ordinary JPEG or PNG.");
    }

    /** The thread that decodes was asked to stop. */
    static ImageException stopped() {
        return new ImageException(FailureReason.TIMEOUT, "Decoding was stopped.");
    }

    /** To be called in long loops, so that a late decoder ends soon. */
    static void checkStopped() throws ImageException {
        if (Thread.currentThread().isInterrupted()) {
            throw stopped();
        }
    }

    /** A side as a number that a picture can have. */
    static int side(long value, String format) throws ImageException {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw corrupt(
                    "The " + format + " file's header says that a side has " + value + " pixels, which no picture has");
        }
        return (int) value;
    }
}
