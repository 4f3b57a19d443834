package io.msliqa.quality.distortion;

import io.msliqa.UserException;

/** Says why a set cannot be made as its user asked, and how to mend it. It is not a bug. */
public final class DistortedSetException extends UserException {

    private static final long serialVersionUID = 1L;

    DistortedSetException(String message) {
        super(message);
    }

    DistortedSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
