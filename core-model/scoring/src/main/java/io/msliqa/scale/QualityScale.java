package io.msliqa.scale;

import java.io.Serializable;
import java.util.Locale;

/**
 * Says what scores or opinions mean: their range, and which end is good. It is declared with every model and every
 * labelled set and never guessed from the data: KADID-10k's "dmos" grows with quality, LIVE's falls.
 *
 * <p>Opinions never leave the range. A model's scores may leave it a little.
 *
 * @param min the lowest score that can be given, finite
 * @param max the highest, finite, above {@code min}
 * @param direction which end is good
 */
public record QualityScale(double min, double max, Direction direction) implements Serializable {

    /** Which end of a scale is the good one. */
    public enum Direction {
        HIGHER_IS_BETTER,
        LOWER_IS_BETTER
    }

    public QualityScale {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
            throw new IllegalArgumentException("A scale from " + min + " to " + max + " is empty; min < max");
        }
        if (direction == null) {
            throw new IllegalArgumentException("A scale must say whether higher or lower is better");
        }
    }

    /** A scale on which the highest score is the best. */
    public static QualityScale higherIsBetter(double min, double max) {
        return new QualityScale(min, max, Direction.HIGHER_IS_BETTER);
    }

    /** A scale on which the lowest score is the best, as of difference mean opinion scores. */
    public static QualityScale lowerIsBetter(double min, double max) {
        return new QualityScale(min, max, Direction.LOWER_IS_BETTER);
    }

    /** A scale of that direction. */
    public static QualityScale of(double min, double max, boolean higherIsBetter) {
        return higherIsBetter ? higherIsBetter(min, max) : lowerIsBetter(min, max);
    }

    /** Whether the highest score is the best. */
    public boolean higherIsBetter() {
        return direction == Direction.HIGHER_IS_BETTER;
    }

    /** The length of the range. */
    public double width() {
        return max - min;
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
        return higherIsBetter() ? fromMin : 1 - fromMin;
    }

    /** The inverse of {@link #normalise}; a quality outside 0 to 1 gives a score outside the scale. */
    public double denormalise(double quality) {
        double fromMin = higherIsBetter() ? quality : 1 - quality;
        return min + fromMin * (max - min);
    }

    /** A score as points: 0 the bad end, 100 the good one, linear, also beyond them. */
    public double points(double score) {
        double bad = higherIsBetter() ? min : max;
        return 100 * (score - bad) / (higherIsBetter() ? width() : -width());
    }

    /** The inverse of {@link #points}. */
    public double scoreOfPoints(double points) {
        double bad = higherIsBetter() ? min : max;
        return bad + points / 100 * (higherIsBetter() ? width() : -width());
    }

    /** Points as a score, to read: with as many digits as the range deserves. */
    public String textOfPoints(double points) {
        return String.format(Locale.ROOT, "%." + digits() + "f", scoreOfPoints(points));
    }

    /** How far two scores are from each other, given in points, to read. */
    public String textOfDistance(double points) {
        return String.format(Locale.ROOT, "%." + digits() + "f", points / 100 * width());
    }

    /** A change in points as one of the score, with its sign, to read. */
    public String textOfChange(double points) {
        return String.format(Locale.ROOT, "%+." + digits() + "f", scoreOfPoints(points) - scoreOfPoints(0));
    }

    private int digits() {
        return width() < 2 ? 3 : width() < 20 ? 2 : 1;
    }

    @Override
    public String toString() {
        String good = higherIsBetter() ? "higher is better" : "lower is better";
        return number(min) + " to " + number(max) + ", " + good;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
