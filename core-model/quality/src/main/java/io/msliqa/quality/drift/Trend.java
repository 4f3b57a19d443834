package io.msliqa.quality.drift;

import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.regression.SimpleRegression;

/**
 * Says by how much a value changes from night to night when it changes steadily: by the least squares line through the
 * nights, with Student's interval of its slope, because nights are independent of each other.
 *
 * @param slope change a night, with its interval
 * @param first value of the line in the first night
 * @param last value of the line in the last night
 * @param nights from the first night to the last
 * @param steady whether a line follows the nights at least as well as the best single step does
 */
public record Trend(Estimate slope, double first, double last, double nights, boolean steady) {

    /** The fewest nights that tell a slope from chance. */
    public static final int FEWEST = 10;

    /**
     * The trend of a value.
     *
     * @param days when, ascending
     * @param values one a day, finite
     * @param confidence of the slope's interval
     * @throws IllegalArgumentException if there are fewer than {@value #FEWEST}, or not as many of both
     */
    public static Trend of(double[] days, double[] values, double confidence) {
        if (days.length != values.length || days.length < FEWEST) {
            throw new IllegalArgumentException(
                    days.length + " days and " + values.length + " values; " + FEWEST + " of each are the least");
        }
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < days.length; i++) {
            line.addData(days[i], values[i]);
        }
        double reach = line.getSlopeStdErr()
                * new TDistribution(days.length - 2.0).inverseCumulativeProbability((1 + confidence) / 2);
        double slope = line.getSlope();
        return new Trend(
                new Estimate(slope, slope - reach, slope + reach),
                line.predict(days[0]),
                line.predict(days[days.length - 1]),
                days[days.length - 1] - days[0],
                line.getSumSquaredErrors() <= bestStep(values));
    }

    /** The sum of squares around two levels, the first up to a night and the second from there, two nights at least each. */
    private static double bestStep(double[] values) {
        double best = Double.POSITIVE_INFINITY;
        for (int split = 2; split <= values.length - 2; split++) {
            best = Math.min(best, squares(values, 0, split) + squares(values, split, values.length));
        }
        return best;
    }

    private static double squares(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        double mean = sum / (to - from);
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return squares;
    }
}
