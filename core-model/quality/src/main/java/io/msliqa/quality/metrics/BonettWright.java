package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Computes the interval of Bonett and Wright (2000) for Spearman's correlation: Fisher's transformation with the
 * variance {@code (1 + r^2 / 2) / (n - 3)}. It treats pairs as independent. Pictures of one reference are not, and then
 * it is too narrow. It stands beside the bootstrap because readers know it.
 */
public final class BonettWright {

    private BonettWright() {}

    /**
     * The interval around a coefficient.
     *
     * @param srcc -1 to 1; at either end the interval is that point
     * @param n how many pairs; below 4 there is none
     * @param confidence such as 0.95
     */
    public static Interval interval(double srcc, int n, double confidence) {
        if (n < 4) {
            return new Interval.None(Reason.TOO_FEW_PAIRS);
        }
        double z = 0.5 * (Math.log1p(srcc) - Math.log1p(-srcc));
        double error = Math.sqrt((1 + srcc * srcc / 2) / (n - 3));
        double quantile = new NormalDistribution().inverseCumulativeProbability((1 + confidence) / 2);
        return new Interval.Bounds(Math.tanh(z - quantile * error), Math.tanh(z + quantile * error), confidence);
    }
}
