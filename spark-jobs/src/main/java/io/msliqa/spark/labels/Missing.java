package io.msliqa.spark.labels;

/** Says which pictures may be left out because they lack a label or a score. */
public enum Missing {
    /** None: every label has its scores, and every score its label. */
    NONE,
    /** Labelled pictures without a score. */
    SCORES,
    /** Scored pictures without a label. */
    LABELS,
    /** Either. */
    BOTH;

    public Missing andLabels() {
        return allowsScores() ? BOTH : LABELS;
    }

    boolean allowsScores() {
        return this == SCORES || this == BOTH;
    }

    boolean allowsLabels() {
        return this == LABELS || this == BOTH;
    }
}
