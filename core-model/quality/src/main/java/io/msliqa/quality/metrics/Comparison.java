package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;

/**
 * Tells whether one model agrees better with people than another on the same pictures. It takes the difference of a
 * statistic with and without each reference, so that pictures that are hard for both cancel out.
 *
 * @param statistic what is compared
 * @param difference the first model's value minus the second's; undefined if one of them is
 * @param interval of the difference
 * @param pValue two-sided, from 0 to 1 ({@link PseudoValues#pValue}); not corrected for several comparisons (see {@link
 *     Holm}); 1 without an interval
 */
public record Comparison(Statistic statistic, Coefficient difference, Interval interval, double pValue) {

    /**
     * Compares two models.
     *
     * @throws IllegalArgumentException if they were not measured on equally many pairs of the same references with the
     *     same bootstrap
     */
    public static Comparison of(Agreement first, Agreement second, Statistic statistic) {
        if (!first.bootstrap().equals(second.bootstrap())
                || first.referenceCount() != second.referenceCount()
                || first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "Only models measured on the same pictures with the same bootstrap can be compared");
        }
        Coefficient a = first.value(statistic);
        Coefficient b = second.value(statistic);
        for (Coefficient value : new Coefficient[] {a, b}) {
            if (value instanceof Coefficient.Undefined undefined) {
                return none(statistic, value, undefined.reason());
            }
        }
        Coefficient difference = Coefficient.of(a.orElseThrow() - b.orElseThrow());
        if (first.references() < 2) {
            return none(statistic, difference, Reason.TOO_FEW_REFERENCES);
        }
        PseudoValues differences = PseudoValues.of(
                difference.orElseThrow(),
                minus(first.leftOut(statistic), second.leftOut(statistic)),
                first.present(),
                PseudoValues.Scale.DIFFERENCE);
        double p = differences.obstacle().isPresent() ? 1 : differences.pValue(first.bootstrap());
        return new Comparison(statistic, difference, differences.interval(first.bootstrap()), p);
    }

    /** Whether there is an interval, and with it a p-value that says something. */
    public boolean isPossible() {
        return interval instanceof Interval.Bounds;
    }

    private static Comparison none(Statistic statistic, Coefficient difference, Reason reason) {
        return new Comparison(statistic, difference, new Interval.None(reason), 1);
    }

    private static double[] minus(double[] a, double[] b) {
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = a[i] - b[i];
        }
        return differences;
    }
}
