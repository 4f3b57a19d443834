package io.msliqa.quality.metrics;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * Computes the interval of a share, as a number of so many independent cases (Clopper and Pearson, Biometrika 26,
 * 1934). It is never too narrow, also where none or all of the cases count.
 */
public final class Binomial {

    private Binomial() {}

    /**
     * The interval of a share; it always holds {@code some / all}.
     *
     * @param some 0 to {@code all}
     * @param all 1 at least
     * @param confidence such as 0.95
     * @throws IllegalArgumentException if the numbers are no share
     */
    public static Interval.Bounds interval(long some, long all, double confidence) {
        if (some < 0 || all < 1 || some > all) {
            throw new IllegalArgumentException(some + " of " + all + " is no share");
        }
        double tail = (1 - confidence) / 2;
        double lower = some == 0 ? 0 : new BetaDistribution(some, all - some + 1.0).inverseCumulativeProbability(tail);
        double upper =
                some == all ? 1 : new BetaDistribution(some + 1.0, all - some).inverseCumulativeProbability(1 - tail);
        return new Interval.Bounds(lower, upper, confidence);
    }
}
