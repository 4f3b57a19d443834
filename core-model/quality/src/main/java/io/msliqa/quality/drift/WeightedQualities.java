package io.msliqa.quality.drift;

import java.util.EnumMap;
import java.util.Map;

/** Measures by how much two sets of weighted qualities on one sorted axis differ. */
final class WeightedQualities {

    private static final double[] SHARES = {0.1, 0.5, 0.9};
    private static final int PSI_BINS = 10;

    /** The count of an empty bin, half a picture, because there is no logarithm of 0. */
    private static final double PSI_EMPTY = 0.5;

    private final double[] axis;
    private final double floor;
    private final double unit;

    /**
     * @param axis qualities in points, ascending
     * @param floor in points
     * @param unit what shifts are measured in, in points
     */
    WeightedQualities(double[] axis, double floor, double unit) {
        this.axis = axis;
        this.floor = floor;
        this.unit = unit;
    }

    /** All statistics; NaN where a set is empty. */
    Map<ShiftStatistic, Double> compare(double[] before, double[] now) {
        Map<ShiftStatistic, Double> values = new EnumMap<>(ShiftStatistic.class);
        double sumBefore = sum(before);
        double sumNow = sum(now);
        if (!(sumBefore > 0) || !(sumNow > 0)) {
            for (ShiftStatistic statistic : ShiftStatistic.values()) {
                values.put(statistic, Double.NaN);
            }
            return values;
        }
        double[] quantilesBefore = quantiles(before, sumBefore, SHARES);
        double[] quantilesNow = quantiles(now, sumNow, SHARES);
        values.put(ShiftStatistic.MEAN, (mean(now, sumNow) - mean(before, sumBefore)) / unit);
        values.put(ShiftStatistic.P10, (quantilesNow[0] - quantilesBefore[0]) / unit);
        values.put(ShiftStatistic.P50, (quantilesNow[1] - quantilesBefore[1]) / unit);
        values.put(ShiftStatistic.P90, (quantilesNow[2] - quantilesBefore[2]) / unit);
        values.put(ShiftStatistic.PSI, psi(before, sumBefore, now, sumNow));
        values.put(ShiftStatistic.WASSERSTEIN, wasserstein(before, sumBefore, now, sumNow) / unit);
        values.put(ShiftStatistic.BELOW_FLOOR, below(now) / sumNow - below(before) / sumBefore);
        return values;
    }

    static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    double mean(double[] weights, double sum) {
        double mean = 0;
        for (int i = 0; i < axis.length; i++) {
            mean += weights[i] * axis[i];
        }
        return mean / sum;
    }

    /** Of the population; 0 if all are equal. */
    double deviation(double[] weights) {
        double sum = sum(weights);
        double mean = mean(weights, sum);
        double squares = 0;
        for (int i = 0; i < axis.length; i++) {
            squares += weights[i] * (axis[i] - mean) * (axis[i] - mean);
        }
        return Math.sqrt(squares / sum);
    }

    private double[] quantiles(double[] weights, double sum, double[] shares) {
        double[] quantiles = new double[shares.length];
        double below = 0;
        int found = 0;
        for (int i = 0; i < axis.length && found < shares.length; i++) {
            below += weights[i];
            // A hair less, so that sums of shares that should be equal are.
            while (found < shares.length && below >= shares[found] * sum * (1 - 1e-12)) {
                quantiles[found++] = axis[i];
            }
        }
        return quantiles;
    }

    /** The weight of one set that is worse than nine tenths of another; 0 if that is empty. */
    double belowTenth(double[] before, double[] now) {
        double sum = sum(before);
        if (!(sum > 0)) {
            return 0;
        }
        double tenth = quantiles(before, sum, new double[] {0.1})[0];
        double below = 0;
        for (int i = 0; i < axis.length && axis[i] < tenth - ScoreCounts.STEP / 2; i++) {
            below += now[i];
        }
        return below;
    }

    private double below(double[] weights) {
        double below = 0;
        for (int i = 0; i < axis.length && axis[i] < floor - ScoreCounts.STEP / 2; i++) {
            below += weights[i];
        }
        return below;
    }

    private double psi(double[] before, double sumBefore, double[] now, double sumNow) {
        double[] edges = new double[PSI_BINS - 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = (i + 1.0) / PSI_BINS;
        }
        edges = quantiles(before, sumBefore, edges);
        double[] binsBefore = binned(before, edges);
        double[] binsNow = binned(now, edges);
        double psi = 0;
        for (int bin = 0; bin < PSI_BINS; bin++) {
            double shareBefore = Math.max(binsBefore[bin], PSI_EMPTY) / sumBefore;
            double shareNow = Math.max(binsNow[bin], PSI_EMPTY) / sumNow;
            boolean empty = binsBefore[bin] == 0 && binsNow[bin] == 0;
            psi += empty ? 0 : (shareNow - shareBefore) * Math.log(shareNow / shareBefore);
        }
        return psi;
    }

    /** Bin {@code i} goes up to edge {@code i}, that included. */
    private double[] binned(double[] weights, double[] edges) {
        double[] bins = new double[edges.length + 1];
        int bin = 0;
        for (int i = 0; i < axis.length; i++) {
            while (bin < edges.length && axis[i] > edges[bin]) {
                bin++;
            }
            bins[bin] += weights[i];
        }
        return bins;
    }

    private double wasserstein(double[] before, double sumBefore, double[] now, double sumNow) {
        double difference = 0;
        double area = 0;
        for (int i = 0; i + 1 < axis.length; i++) {
            difference += now[i] / sumNow - before[i] / sumBefore;
            area += Math.abs(difference) * (axis[i + 1] - axis[i]);
        }
        return area;
    }
}
