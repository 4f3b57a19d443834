package io.msliqa.scoring;

/** What of a picture is scored. */
public enum ScoringMode {
    /** {@link #VIEWS} where the model names some and nothing is said of patches, else {@link #TTA}. */
    AUTO,
    /** The patches of a plan, averaged (test-time augmentation). */
    TTA,
    /** The whole picture, neither cropped nor scaled, by the best head alone. */
    SINGLE,
    /** The whole picture at the scales that the model names, each by the head that learned it, averaged. */
    VIEWS
}
