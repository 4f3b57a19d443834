package io.msliqa.torch.training;

import io.msliqa.network.HeadOutputs;
import java.util.Objects;

/**
 * Says what heads learn besides the paper's one score.
 *
 * @param outputs of each head; each source teaches one of the qualities
 * @param causeWeight of the cross-entropy of what is wrong, beside the loss of a quality; from 0
 * @param causeBalance how far rare causes are made to count as much as frequent ones: from 0, each picture counts alike, to 1,
 *     each cause counts alike
 * @param pairWeight of the absolute error of the differences within pairs, which moves small differences as much as large ones;
 *     from 0
 * @param oneBatch whether the zoom levels go through the features in one batch, and share its statistics, which are then those
 *     of scoring: the levels' views must be of one size
 * @param grey share of the pictures that are shown without their colours, where people would think the same of them
 * @param boost share of the clean pictures whose contrast is raised by up to 1.35 times at an unchanged label: people do not
 *     mind
 */
public record Teaching(
        HeadOutputs outputs,
        double causeWeight,
        double causeBalance,
        double pairWeight,
        boolean oneBatch,
        double grey,
        double boost) {

    /** The paper's. */
    public static final Teaching SCORE = new Teaching(HeadOutputs.SCORE, 0, 0, 0, false, 0, 0);

    public Teaching {
        Objects.requireNonNull(outputs, "outputs");
        if (!(causeWeight >= 0 && pairWeight >= 0)) {
            throw new IllegalArgumentException(
                    "Weights must be from 0, not " + causeWeight + " of causes and " + pairWeight + " of pairs");
        }
        if (!(causeBalance >= 0 && causeBalance <= 1)) {
            throw new IllegalArgumentException("The balance of causes must be from 0 to 1, not " + causeBalance);
        }
        if (!(grey >= 0 && grey <= 1 && boost >= 0 && boost <= 1)) {
            throw new IllegalArgumentException("Shares must be from 0 to 1, not " + grey + " of grey pictures and "
                    + boost + " of clean ones with more contrast");
        }
    }
}
