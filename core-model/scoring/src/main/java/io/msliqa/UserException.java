package io.msliqa;

/**
 * Something that the user asked for cannot be done as it was asked: a missing input, a wrong setting, a folder that
 * cannot be written.
 *
 * <p>The message stands alone on the terminal, without a stack trace, and ends the command with exit code 2; so it says
 * what is wrong, which value it is, what is allowed and how to mend it.
 */
public class UserException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    /** @param cause kept for {@code --verbose}; the message must say enough without it */
    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
