package io.msliqa.foreign;

/** The network did not do what its protocol says; the picture fails, others go on. */
final class NetworkFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NetworkFailure(String message) {
        super(message);
    }

    NetworkFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
