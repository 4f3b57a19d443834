package io.msliqa.scoring;

/** How patches become a mean. */
public enum PatchWeights {
    /** Each scale and size counts as much as the model's manifest says, chosen on validation data; all alike if it says nothing. */
    MODEL,
    /** All patches alike: the paper's. */
    PLAIN
}
