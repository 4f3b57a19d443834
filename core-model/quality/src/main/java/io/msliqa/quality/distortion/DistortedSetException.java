package io.msliqa.quality.distortion;

import io.msliqa.UserException;

/** What a user asked for cannot be made as asked; the message says how to mend it. Not a bug. */
public final class DistortedSetException extends UserException {

    private static final long serialVersionUID = 1L;

    DistortedSetException(String message) {
        super(message);
    }

    DistortedSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
