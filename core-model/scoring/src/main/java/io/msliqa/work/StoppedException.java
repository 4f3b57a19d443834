package io.msliqa.work;

/** Says that who waited was interrupted, and still is, or that the work was stopped before its end. */
public final class StoppedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public StoppedException(String message, Throwable cause) {
        super(message, cause);
    }
}
