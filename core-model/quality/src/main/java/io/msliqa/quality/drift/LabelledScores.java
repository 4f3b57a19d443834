package io.msliqa.quality.drift;

import java.util.List;

/**
 * Holds scores of pictures about which people have given an opinion.
 *
 * @param scores qualities in points
 * @param opinions of the same pictures in the same order, higher is better
 */
public record LabelledScores(List<Double> scores, List<Double> opinions) {

    public LabelledScores {
        scores = List.copyOf(scores);
        opinions = List.copyOf(opinions);
        if (scores.size() != opinions.size()) {
            throw new IllegalArgumentException(scores.size() + " scores and " + opinions.size() + " opinions");
        }
    }

    /** How many pictures. */
    public int size() {
        return scores.size();
    }
}
