package io.msliqa.torch.training;

import io.msliqa.UserException;

/** Says why training cannot go on, if its user can mend it: a picture that cannot be read, a plan that leads nowhere. */
public final class TrainingException extends UserException {

    private static final long serialVersionUID = 1;

    TrainingException(String message) {
        super(message);
    }

    TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
