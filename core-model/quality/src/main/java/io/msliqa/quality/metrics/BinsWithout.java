package io.msliqa.quality.metrics;

/** Computes means of runs of sorted pairs, leaving out the pairs of one fold at a time. */
final class BinsWithout {

    private final Bins bins;
    private final int foldCount;
    private final double[][] counts;
    private final double[][] sumsX;
    private final double[][] sumsY;

    /** @param x never falling */
    BinsWithout(double[] x, double[] y, int[] folds, int foldCount, int atMost) {
        bins = Bins.of(x.length, atMost);
        this.foldCount = foldCount;
        counts = new double[foldCount + 1][bins.count()];
        sumsX = new double[foldCount + 1][bins.count()];
        sumsY = new double[foldCount + 1][bins.count()];
        for (int bin = 0; bin < bins.count(); bin++) {
            for (int i = bins.start(bin); i < bins.start(bin + 1); i++) {
                add(folds[i], bin, x[i], y[i]);
                add(foldCount, bin, x[i], y[i]);
            }
        }
    }

    private void add(int fold, int bin, double x, double y) {
        counts[fold][bin]++;
        sumsX[fold][bin] += x;
        sumsY[fold][bin] += y;
    }

    /** The fit to all pairs but a fold's; to all if the fold is the number behind the last. */
    LeastSquaresCurve curve(LogisticForm form, int fold) {
        double[] weights = new double[bins.count()];
        double[] meanX = new double[bins.count()];
        double[] meanY = new double[bins.count()];
        for (int bin = 0; bin < bins.count(); bin++) {
            boolean all = fold == foldCount;
            weights[bin] = counts[foldCount][bin] - (all ? 0 : counts[fold][bin]);
            if (weights[bin] > 0) {
                meanX[bin] = (sumsX[foldCount][bin] - (all ? 0 : sumsX[fold][bin])) / weights[bin];
                meanY[bin] = (sumsY[foldCount][bin] - (all ? 0 : sumsY[fold][bin])) / weights[bin];
            }
        }
        return new LeastSquaresCurve(form, meanX, meanY, weights);
    }
}
