package io.msliqa.model;

/** Which head's word counts for a patch; the paper leaves it open, so it is chosen on validation data. */
public enum HeadPolicy {
    /** The mean of all heads. */
    MEAN,
    /** The best head alone, which the manifest names. */
    BEST,
    /** The head whose zoom level is nearest to how the patch was made. */
    MATCHED
}
