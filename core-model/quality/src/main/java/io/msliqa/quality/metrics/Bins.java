package io.msliqa.quality.metrics;

/**
 * Cuts pairs, in the order of their scores, into runs of equal length, so that a curve can be fitted to the runs'
 * means.
 */
final class Bins {

    private final int[] starts;

    private Bins(int[] starts) {
        this.starts = starts;
    }

    static Bins of(int pairs, int atMost) {
        int bins = Math.min(pairs, atMost);
        int[] starts = new int[bins + 1];
        for (int bin = 0; bin <= bins; bin++) {
            starts[bin] = (int) ((long) pairs * bin / bins);
        }
        return new Bins(starts);
    }

    /** The first pair of a run; for the run behind the last, the number of pairs. */
    int start(int bin) {
        return starts[bin];
    }

    int count() {
        return starts.length - 1;
    }

    /** The mean of each run. */
    double[] means(double[] sorted) {
        double[] means = new double[count()];
        for (int bin = 0; bin < means.length; bin++) {
            double sum = 0;
            for (int i = starts[bin]; i < starts[bin + 1]; i++) {
                sum += sorted[i];
            }
            means[bin] = sum / (starts[bin + 1] - starts[bin]);
        }
        return means;
    }

    /** The length of each run. */
    double[] sizes() {
        double[] sizes = new double[count()];
        for (int bin = 0; bin < sizes.length; bin++) {
            sizes[bin] = starts[bin + 1] - starts[bin];
        }
        return sizes;
    }
}
