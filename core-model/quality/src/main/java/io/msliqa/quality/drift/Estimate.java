package io.msliqa.quality.drift;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Holds an effect and the ends of its bootstrap interval.
 * @param value NaN if there is none
 * @param lower NaN if there is none
 * @param upper NaN if there is none
 */
public record Estimate(double value, double lower, double upper) {

    /** The estimate where nothing can be said. */
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /** The smallest share of defined draws for an interval. */
    private static final double DEFINED_NEEDED = 0.9;

    /** Whether value and interval are there. */
    public boolean isDefined() {
        return Double.isFinite(value) && Double.isFinite(lower) && Double.isFinite(upper);
    }

    /** The estimate divided by a unit. */
    public Estimate over(double unit) {
        return new Estimate(value / unit, lower / unit, upper / unit);
    }

    /** The estimate with an interval between percentiles of the draws. */
    static Estimate ofShift(double value, double[] draws, double confidence) {
        double[] defined = defined(value, draws);
        if (defined.length == 0) {
            return NONE;
        }
        double tail = 50 * (1 - confidence);
        return new Estimate(value, percentile(defined, tail), percentile(defined, 100 - tail));
    }

    /**
     * Corrects a distance for the bias of small samples, which the draws show. It takes reverse percentiles, because
     * the draws have the bias twice. The result is never below 0.
     */
    static Estimate ofDistance(double value, double[] draws, double confidence) {
        double[] defined = defined(value, draws);
        if (defined.length == 0) {
            return NONE;
        }
        double tail = 50 * (1 - confidence);
        return new Estimate(
                Math.max(0, 2 * value - StatUtils.mean(defined)),
                Math.max(0, 2 * value - percentile(defined, 100 - tail)),
                Math.max(0, 2 * value - percentile(defined, tail)));
    }

    private static double[] defined(double value, double[] draws) {
        double[] defined = Arrays.stream(draws).filter(Double::isFinite).toArray();
        return Double.isFinite(value) && defined.length >= DEFINED_NEEDED * draws.length ? defined : new double[0];
    }

    private static double percentile(double[] values, double percent) {
        return new Percentile().withEstimationType(EstimationType.R_7).evaluate(values, Math.max(percent, 1e-9));
    }
}
