package io.msliqa.scoring;

import io.msliqa.network.Cause;
import java.util.Objects;

/**
 * How much speaks for a cause being what is wrong.
 *
 * @param cause that the model knows
 * @param share of all causes, from 0 to 1: the softmax of the logits, averaged like the score
 */
public record CauseShare(Cause cause, double share) {
    public CauseShare {
        Objects.requireNonNull(cause, "cause");
    }
}
