package io.msliqa.image.decode;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.ImageFormat;
import java.io.EOFException;
import java.util.Locale;

/** Gives what a codec threw the reason that it stands for. */
final class CodecFailure {

    private CodecFailure() {}

    static ImageException explain(ImageFormat format, Throwable thrown) {
        String told = "(" + thrown + ")";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return new ImageException(
                        FailureReason.TRUNCATED,
                        "The " + format + " file ends before its picture does " + told
                                + ". Copy it again from its source.",
                        thrown);
            }
        }
        String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        boolean unsupported = thrown instanceof UnsupportedOperationException
                || message.contains("unsupported")
                || message.contains("not supported")
                || message.contains("not implemented");
        if (unsupported) {
            return new ImageException(
                    FailureReason.UNSUPPORTED_FORMAT,
                    "This variant of " + format + " is not read here " + told
                            + ". Convert the file to ordinary JPEG or PNG.",
                    thrown);
        }
        return new ImageException(
                FailureReason.CORRUPT,
                "The " + format + " file's picture data is damaged " + told + ". Copy the file again from its source.",
                thrown);
    }
}
