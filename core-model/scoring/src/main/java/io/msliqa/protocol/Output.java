package io.msliqa.protocol;

/**
 * One output of the network.
 *
 * @param name in the network's file; TorchScript gives a tuple in the protocol's order, or a dictionary by these names
 * @param kind what it means
 * @param columns how many numbers it has for a crop; 0 where the file or the crop says
 */
public record Output(String name, Kind kind, int columns) {

    /** What the numbers for a crop mean. */
    public enum Kind {
        /** A score, or several: one of a token each, or of a head each. */
        SCORE,
        /** How much a score of another output counts. */
        WEIGHT,
        /** Numbers that a softmax makes shares of. */
        LOGITS,
        /** Shares that add up to 1; the network's own are checked. */
        DISTRIBUTION,
        /** Numbers that a linear head makes a score of. */
        FEATURES
    }

    public Output {
        if (columns < 0 || columns > 1_000_000) {
            throw new IllegalArgumentException("columns is from 0 to 1000000");
        }
    }
}
