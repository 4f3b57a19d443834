package io.msliqa.quality.metrics;

/**
 * Brings values into -1 to 1 around their mean by a shift and a scale, so that squares and sums neither overflow nor
 * vanish, whatever the unit.
 */
record UnitScaling(double largest, double mean, double spread) {

    /** Of finite values that are not all equal. */
    static UnitScaling of(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        double sum = 0;
        double lost = 0;
        for (double value : values) {
            double term = value / largest - lost;
            double next = sum + term;
            lost = next - sum - term;
            sum = next;
        }
        double mean = sum / values.length;
        double spread = 0;
        for (double value : values) {
            spread = Math.max(spread, Math.abs(value / largest - mean));
        }
        return new UnitScaling(largest, mean, spread);
    }

    double apply(double value) {
        return (value / largest - mean) / spread;
    }

    double[] apply(double[] values) {
        double[] applied = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            applied[i] = apply(values[i]);
        }
        return applied;
    }

    double invert(double standard) {
        return (standard * spread + mean) * largest;
    }

    /** How many units of the values one standard unit is. */
    double unit() {
        return spread * largest;
    }
}
