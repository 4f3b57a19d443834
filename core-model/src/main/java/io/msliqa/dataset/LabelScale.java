package io.msliqa.dataset;

/**
 * What the numbers of a set of labels mean: their range, and which end is good. It is declared with every set and never
 * guessed from the data: KADID-10k's "dmos" grows with quality, LIVE's falls.
 *
 * @param min the lowest score that can be given, finite
 * @param max the highest, finite, above {@code min}
 * @param direction which end is good
 */
public record LabelScale(double min, double max, Direction direction) {

    /** Which end of a scale is the good one. */
    public enum Direction {
        HIGHER_IS_BETTER,
        LOWER_IS_BETTER
    }

    public LabelScale {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
            throw new IllegalArgumentException("A label scale from " + min + " to " + max + " is empty; min < max");
        }
        if (direction == null) {
            throw new IllegalArgumentException("A label scale must say whether higher or lower is better");
        }
    }

    /** A scale on which the highest score is the best. */
    public static LabelScale higherIsBetter(double min, double max) {
        return new LabelScale(min, max, Direction.HIGHER_IS_BETTER);
    }

    /** A scale on which the lowest score is the best, as of difference mean opinion scores. */
    public static LabelScale lowerIsBetter(double min, double max) {
        return new LabelScale(min, max, Direction.LOWER_IS_BETTER);
    }

    /** Whether a score can occur on this scale; false for NaN. */
    public boolean contains(double score) {
        return score >= min && score <= max;
    }

    /**
     * A score of this scale as a quality: 0 the worst, 1 the best, linear in between.
     *
     * @throws IllegalArgumentException if the score is not on the scale
     */
    public double normalise(double score) {
        if (!contains(score)) {
            throw new IllegalArgumentException("The score " + score + " is not on the scale " + this);
        }
        double fromMin = (score - min) / (max - min);
        return direction == Direction.HIGHER_IS_BETTER ? fromMin : 1 - fromMin;
    }

    /** The inverse of {@link #normalise}; a quality outside 0 to 1 gives a score outside the scale. */
    public double denormalise(double quality) {
        double fromMin = direction == Direction.HIGHER_IS_BETTER ? quality : 1 - quality;
        return min + fromMin * (max - min);
    }

    @Override
    public String toString() {
        String good = direction == Direction.HIGHER_IS_BETTER ? "higher is better" : "lower is better";
        return number(min) + " to " + number(max) + ", " + good;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
