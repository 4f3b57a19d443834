package io.msliqa.model;

/**
 * What a model's scores mean: the scale of the opinions it learned from. Scores may leave the range a little.
 *
 * @param min the lowest opinion
 * @param max the highest opinion, greater than {@code min}
 * @param higherIsBetter whether {@code max} is the best picture (MOS) or the worst (DMOS of some data sets)
 */
public record ScoreScale(double min, double max, boolean higherIsBetter) {

    public ScoreScale {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
            throw new IllegalArgumentException("A score scale goes from min up to max, not from " + min + " to " + max);
        }
    }
}
