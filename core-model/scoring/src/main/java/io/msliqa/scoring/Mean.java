package io.msliqa.scoring;

/** A weighted mean that is being added up, in double precision in the order of its values. */
final class Mean {

    private double sum;
    private double weight;

    void add(double value, double times) {
        sum += value * times;
        weight += times;
    }

    double weight() {
        return weight;
    }

    /** NaN where nothing has a weight. */
    double mean() {
        return sum / weight;
    }
}
