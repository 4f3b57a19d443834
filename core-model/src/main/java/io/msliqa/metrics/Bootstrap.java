package io.msliqa.metrics;

import io.msliqa.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * How uncertainty is found: references are drawn with replacement, as many as there are, each with all its pictures, and
 * the statistic is computed again, many times.
 *
 * <p>The interval runs between percentiles of the results. With few references plain percentiles are too narrow, as a
 * sample's deviation and the normal quantile are; so the levels are moved outwards as for Student's t with one degree of
 * freedom less than references (Hesterberg, "What Teachers Should Know About the Bootstrap", 2015, section 5.3: the
 * expanded percentile interval); with thousands of references nothing changes.
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
    int[] draw(int number, int references) {
        SplittableRandom random = new SplittableRandom(mixed(seed + mixed(number)));
        int[] copies = new int[references];
        for (int i = 0; i < references; i++) {
            copies[random.nextInt(references)]++;
        }
        return copies;
    }

    /**
     * The interval from a statistic's values in the draws.
     *
     * @param values NaN where a draw has no value; more than 5 % of these give {@link Reason#UNDEFINED_IN_RESAMPLES}
     * @param references how many references the pairs have; fewer than two give {@link Reason#TOO_FEW_REFERENCES}
     */
    Interval interval(double[] values, int references) {
        if (references < 2) {
            return new Interval.None(Reason.TOO_FEW_REFERENCES);
        }
        double[] defined = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (defined.length < (1 - UNDEFINED_ALLOWED) * values.length) {
            return new Interval.None(Reason.UNDEFINED_IN_RESAMPLES);
        }
        double quantile = new TDistribution(references - 1).inverseCumulativeProbability((1 - confidence) / 2);
        double expanded =
                new NormalDistribution().cumulativeProbability(quantile * Math.sqrt(references / (references - 1.0)));
        double percent = Math.max(100 * expanded, 1e-9);
        Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
        return new Interval.Bounds(
                percentile.evaluate(defined, percent), percentile.evaluate(defined, 100 - percent), confidence);
    }

    /** David Stafford's mix 13 of the bits, so that neighbouring draws share nothing. */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
