package io.msliqa.model;

/** Says what is wrong with a model or weights file that the user gave, and how to mend it: no bug of the program. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The message stands alone: what is wrong, where, and what is allowed. */
    public ModelException(String message) {
        super(message);
    }

    /** As {@link #ModelException(String)}, with what lies beneath. */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
