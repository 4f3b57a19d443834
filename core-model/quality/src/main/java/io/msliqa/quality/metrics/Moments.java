package io.msliqa.quality.metrics;

/** Holds sums over pairs whose values are around zero, and can subtract the sums over some of the pairs. */
final class Moments {

    private double n;
    private double a;
    private double b;
    private double aa;
    private double bb;
    private double ab;
    private double squares;
    private double absolutes;
    private double outliers;

    void add(double first, double second, double error, boolean outlier) {
        n++;
        a += first;
        b += second;
        aa += first * first;
        bb += second * second;
        ab += first * second;
        squares += error * error;
        absolutes += Math.abs(error);
        outliers += outlier ? 1 : 0;
    }

    void add(Moments more) {
        add(more, 1);
    }

    /** These sums without some of the pairs in them. */
    Moments without(Moments some) {
        Moments rest = new Moments();
        rest.add(this, 1);
        rest.add(some, -1);
        return rest;
    }

    private void add(Moments other, int sign) {
        n += sign * other.n;
        a += sign * other.a;
        b += sign * other.b;
        aa += sign * other.aa;
        bb += sign * other.bb;
        ab += sign * other.ab;
        squares += sign * other.squares;
        absolutes += sign * other.absolutes;
        outliers += sign * other.outliers;
    }

    /** NaN if one side is constant. */
    double correlation() {
        double varianceA = aa - a * a / n;
        double varianceB = bb - b * b / n;
        double smallest = 1e-14 * n;
        return varianceA > smallest && varianceB > smallest
                ? Math.max(-1, Math.min(1, (ab - a * b / n) / Math.sqrt(varianceA) / Math.sqrt(varianceB)))
                : Double.NaN;
    }

    double rmse() {
        return Math.sqrt(Math.max(0, squares) / n);
    }

    double mae() {
        return Math.max(0, absolutes) / n;
    }

    double outlierRatio() {
        return outliers / n;
    }
}
