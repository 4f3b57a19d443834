package io.msliqa.quality.distortion;

import java.util.Arrays;

/**
 * Otsu's classes of a picture's samples: the histogram cut so that the variance within classes is least (Otsu, 1979). The
 * best cuts are found exactly, by dynamic programming over the 256 bins.
 */
final class GreyLevels {

    static final int BINS = 256;

    private final double[] counts = new double[BINS + 1];
    private final double[] sums = new double[BINS + 1];
    private final int[] thresholds;

    private GreyLevels(int[] histogram, int levels) {
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin + 1] = counts[bin] + histogram[bin];
            sums[bin + 1] = sums[bin] + (double) bin * histogram[bin];
        }
        this.thresholds = cut(levels);
    }

    static GreyLevels of(Planes image, int levels) {
        int[] histogram = new int[BINS];
        for (float[] plane : image.planes) {
            for (float sample : plane) {
                histogram[bin(sample)]++;
            }
        }
        return new GreyLevels(histogram, levels);
    }

    static GreyLevels of(int[] histogram, int levels) {
        return new GreyLevels(histogram, levels);
    }

    static int bin(float sample) {
        return (int) (Planes.clip(sample) * (BINS - 1) + 0.5f);
    }

    /** The first bin of each class after the lowest, ascending. */
    int[] thresholds() {
        return thresholds.clone();
    }

    /** For each bin the mean, 0 to 1, of the class it belongs to. */
    float[] meanOfLevel() {
        float[] means = new float[BINS];
        int from = 0;
        for (int i = 0; i <= thresholds.length; i++) {
            int to = i < thresholds.length ? thresholds[i] : BINS;
            double count = counts[to] - counts[from];
            double mean = count == 0 ? (from + to - 1) / 2.0 : (sums[to] - sums[from]) / count;
            Arrays.fill(means, from, to, (float) (mean / (BINS - 1)));
            from = to;
        }
        return means;
    }

    /** Maximises the sum over classes of (sum of samples)² / count, which is least variance within. */
    private int[] cut(int levels) {
        int[][] lastCut = new int[levels][BINS + 1];
        double[] best = new double[BINS + 1];
        for (int to = 1; to <= BINS; to++) {
            best[to] = merit(0, to);
        }
        for (int level = 1; level < levels; level++) {
            double[] next = new double[BINS + 1];
            for (int to = level + 1; to <= BINS; to++) {
                next[to] = -1;
                for (int from = level; from < to; from++) {
                    double merit = best[from] + merit(from, to);
                    if (merit > next[to]) {
                        next[to] = merit;
                        lastCut[level][to] = from;
                    }
                }
            }
            best = next;
        }
        int[] cuts = new int[levels - 1];
        int to = BINS;
        for (int level = levels - 1; level >= 1; level--) {
            to = lastCut[level][to];
            cuts[level - 1] = to;
        }
        return cuts;
    }

    private double merit(int from, int to) {
        double count = counts[to] - counts[from];
        double sum = sums[to] - sums[from];
        return count == 0 ? 0 : sum * sum / count;
    }
}
