package io.msliqa.network;

import io.msliqa.UserException;

/** Says what is wrong with a model or weights file that the user gave, and how to mend it: no bug of the program. */
public final class ModelException extends UserException {

    private static final long serialVersionUID = 1L;

    /** The message stands alone: what is wrong, where, and what is allowed. */
    public ModelException(String message) {
        super(message);
    }

    /** Makes the exception with the cause beneath it. */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
