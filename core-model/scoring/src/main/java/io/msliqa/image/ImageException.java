package io.msliqa.image;

import java.util.Objects;

/** Says why one picture cannot be had: a reason to count by, and a message to mend it by. */
public final class ImageException extends Exception {

    private final FailureReason reason;

    /** @param message what is wrong and how to mend it, a sentence or two for people */
    public ImageException(FailureReason reason, String message) {
        super(Objects.requireNonNull(message, "message"));
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** @param cause what the codec or the storage threw */
    public ImageException(FailureReason reason, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** The reason code. */
    public FailureReason reason() {
        return reason;
    }
}
