package io.msliqa.network;

import java.util.HashSet;
import java.util.List;

/**
 * Names the numbers that a head puts out, in their order: first the qualities, then one logit for each cause.
 *
 * @param qualities at least one, each once
 * @param causes each once; none for a model that does not say what is wrong, else at least two
 */
public record HeadOutputs(List<Quality> qualities, List<Cause> causes) {

    /** The paper's: a single score. */
    public static final HeadOutputs SCORE = new HeadOutputs(List.of(Quality.SCORE), List.of());

    public HeadOutputs {
        qualities = List.copyOf(qualities);
        causes = List.copyOf(causes);
        if (qualities.isEmpty() || new HashSet<>(qualities).size() < qualities.size()) {
            throw new IllegalArgumentException("A head has at least one quality, each once, not " + qualities);
        }
        if (causes.size() == 1 || new HashSet<>(causes).size() < causes.size()) {
            throw new IllegalArgumentException("A head has no causes or several, each once, not " + causes);
        }
    }

    /** How many numbers a head puts out. */
    public int width() {
        return qualities.size() + causes.size();
    }

    /**
     * The place of a quality among the outputs, counted from 0.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public int indexOf(Quality quality) {
        int index = qualities.indexOf(quality);
        if (index < 0) {
            throw new IllegalArgumentException("The heads put out " + qualities + ", not " + quality);
        }
        return index;
    }

    /** The place of the first cause's logit, counted from 0. */
    public int firstCause() {
        return qualities.size();
    }
}
