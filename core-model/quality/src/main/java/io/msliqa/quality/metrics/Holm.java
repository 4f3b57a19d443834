package io.msliqa.quality.metrics;

import java.util.stream.IntStream;

/**
 * Corrects p-values of several comparisons by Holm's step-down method (1979): the chance of even one false finding
 * stays below the level to which the corrected values are compared.
 */
public final class Holm {

    private Holm() {}

    /**
     * Corrected p-values in the order of the given ones, each at least as large.
     *
     * @param pValues 0 to 1; none give none
     */
    public static double[] adjust(double[] pValues) {
        int m = pValues.length;
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("A p-value lies between 0 and 1, not at " + p);
            }
        }
        int[] ascending = Ranks.order(pValues);
        double[] adjusted = new double[m];
        double largest = 0;
        for (int step : IntStream.range(0, m).toArray()) {
            largest = Math.max(largest, Math.min(1, (m - step) * pValues[ascending[step]]));
            adjusted[ascending[step]] = largest;
        }
        return adjusted;
    }
}
