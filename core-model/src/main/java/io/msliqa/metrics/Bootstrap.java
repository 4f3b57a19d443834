package io.msliqa.metrics;

import io.msliqa.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;
import org.hipparchus.util.FastMath;

/**
 * How uncertainty is found: references are drawn with replacement, as many as there are, each with all its pictures, and
 * the statistic is computed again, many times.
 *
 * <p>With few references a sample's deviation is too small and the normal quantile too narrow; so intervals reach as far as
 * Student's t with one degree of freedom less than references (Hesterberg, "What Teachers Should Know About the Bootstrap",
 * 2015, section 5.3); with thousands of references nothing changes. Those of correlations are made on Fisher's scale, those of
 * other statistics between percentiles of the draws.
 *
 * <p>Draw {@code i} depends on the seed, on {@code i} and on the number of references alone: the result is the same on
 * every machine, and statistics of models and parts that share their references can be compared draw by draw.
 *
 * @param resamples how many draws, at least 100
 * @param seed of the draws
 * @param confidence above 0.5, below 1
 */
public record Bootstrap(int resamples, long seed, double confidence) {

    /** 1,000 draws, 95 %. */
    public static final Bootstrap USUAL = new Bootstrap(1_000, 20_240_914L, 0.95);

    private static final double UNDEFINED_ALLOWED = 0.05;

    public Bootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException("At least 100 resamples, not " + resamples);
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("A confidence between 0.5 and 1, not " + confidence);
        }
    }

    /** How often draw {@code number} has each reference. */
    public int[] draw(int number, int references) {
        SplittableRandom random = new SplittableRandom(mixed(seed + mixed(number)));
        int[] copies = new int[references];
        for (int i = 0; i < references; i++) {
            copies[random.nextInt(references)]++;
        }
        return copies;
    }

    /**
     * The interval from a statistic's values in the draws, between percentiles.
     *
     * @param values NaN where a draw has no value; more than 5 % of these give {@link Reason#UNDEFINED_IN_RESAMPLES}
     * @param references how many references the pairs have; fewer than two give {@link Reason#TOO_FEW_REFERENCES}
     */
    Interval interval(double[] values, int references) {
        Optional<Reason> obstacle = obstacle(values, references);
        if (obstacle.isPresent()) {
            return new Interval.None(obstacle.get());
        }
        double percent = Math.max(100 * new NormalDistribution().cumulativeProbability(-reach(references)), 1e-9);
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        double[] defined = defined(values);
        return new Interval.Bounds(
                percentile.evaluate(defined, percent), percentile.evaluate(defined, 100 - percent), confidence);
    }

    /**
     * The interval of a correlation: on Fisher's scale, where its draws are nearly normal, around the value less the bias
     * that the draws show; percentiles where a draw is 1 or -1.
     *
     * @param value of all pairs
     * @param values as for {@link #interval}
     */
    Interval ofCorrelation(double value, double[] values, int references) {
        Optional<Reason> obstacle = obstacle(values, references);
        if (obstacle.isPresent()) {
            return new Interval.None(obstacle.get());
        }
        double[] draws = Arrays.stream(defined(values)).map(FastMath::atanh).toArray();
        double centre = FastMath.atanh(value);
        if (!Double.isFinite(centre) || !Correlation.allFinite(draws)) {
            return interval(values, references);
        }
        double half = reach(references) * Math.sqrt(StatUtils.variance(draws));
        double unbiased = 2 * centre - StatUtils.mean(draws);
        return new Interval.Bounds(Math.tanh(unbiased - half), Math.tanh(unbiased + half), confidence);
    }

    private static Optional<Reason> obstacle(double[] values, int references) {
        if (references < 2) {
            return Optional.of(Reason.TOO_FEW_REFERENCES);
        }
        return defined(values).length < (1 - UNDEFINED_ALLOWED) * values.length
                ? Optional.of(Reason.UNDEFINED_IN_RESAMPLES)
                : Optional.empty();
    }

    private static double[] defined(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /** How many standard deviations of the draws the interval goes to either side. */
    private double reach(int references) {
        double quantile = new TDistribution(references - 1).inverseCumulativeProbability((1 + confidence) / 2);
        return quantile * Math.sqrt(references / (references - 1.0));
    }

    /**
     * The two-sided p-value of a difference, from its values in the draws: below one minus a confidence only where the {@link
     * #interval} of that confidence has zero outside.
     *
     * <p>Where all draws are on one side of zero their share says no more than that p is small; beyond that it is Student's,
     * by the deviation of the draws, so that more comparisons or fewer draws hide no clear difference.
     *
     * @param difference of all pairs
     * @param differences in the draws, NaN where a draw has none
     * @param references how many references the pairs have, at least two
     */
    double pValue(double difference, double[] differences, int references) {
        double[] defined = defined(differences);
        long below = Arrays.stream(defined).filter(drawn -> drawn <= 0).count();
        long above = Arrays.stream(defined).filter(drawn -> drawn >= 0).count();
        double share = (Math.min(below, above) + 1.0) / (defined.length + 1);
        if (share >= 0.5) {
            return 1;
        }
        double deviations = -new NormalDistribution().inverseCumulativeProbability(share);
        double spread = Math.sqrt(StatUtils.variance(defined));
        if (Math.min(below, above) == 0 && spread > 0) {
            deviations = Math.max(deviations, Math.abs(difference) / spread);
        }
        double narrowed = -deviations * Math.sqrt((references - 1.0) / references);
        return 2 * new TDistribution(references - 1).cumulativeProbability(narrowed);
    }

    /** David Stafford's mix 13 of the bits, so that neighbouring draws share nothing. */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
