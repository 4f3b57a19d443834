package io.msliqa.model;

/** Chooses the head that counts for a patch. The paper leaves this open, so validation data decides. */
public enum HeadPolicy {
    /** The mean of all heads. */
    MEAN,
    /** The best head alone, which the manifest names. */
    BEST,
    /** The head whose zoom level is nearest to how the patch was made. */
    MATCHED
}
