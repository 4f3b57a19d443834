package io.msliqa.scoring;

/** What of a picture is scored. */
public enum ScoringMode {
    /** {@link #LEVELS} where all the model's levels are such, unless a plan of patches is set; else {@link #TTA}. */
    AUTO,
    /**
     * The picture as the heads learned it, at most as large as people are shown it at once: patches of the levels' sides at
     * the levels' zooms, averaged.
     */
    LEVELS,
    /** The patches of a plan, averaged (test-time augmentation): the paper's way. */
    TTA,
    /** The whole picture, neither cropped nor scaled, by the best head alone. */
    SINGLE,
    /**
     * The whole picture, at most as large as people are shown it at once, at the scales that the model names, each by the
     * head that learned it, averaged.
     */
    VIEWS
}
