package io.msliqa.view;

import io.msliqa.protocol.Kernel;
import io.msliqa.protocol.ViewStep.Coordinates;

/**
 * Which source samples, with which weights, make each sample along one side of a resized view. Output sample {@code i} is
 * the sum over {@code t} of {@code source[first[i] + t] * weights[i * taps + t]}; places beyond the edge count for the
 * sample at the edge.
 */
final class Axis {

    /** The fraction of a weight in Pillow's arithmetic on bytes. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    final int[] first;
    final double[] weights;
    final int taps;

    private Axis(int length, int taps) {
        this.first = new int[length];
        this.weights = new double[Math.multiplyExact(length, taps)];
        this.taps = taps;
    }

    /**
     * From {@code from} to {@code to} samples.
     *
     * @param factor that made the sides, for {@link Coordinates#FACTOR}
     */
    static Axis of(int from, int to, Kernel kernel, boolean antialias, Coordinates coordinates, double factor) {
        if (kernel == Kernel.NEAREST) {
            return nearest(from, to);
        }
        double scale =
                switch (coordinates) {
                    case SIDES -> (double) from / to;
                    case FACTOR -> 1 / factor;
                    case CORNERS -> to > 1 ? (from - 1.0) / (to - 1) : 0;
                };
        return antialias
                ? antialiased(from, to, scale, kernel)
                : interpolated(from, to, scale, kernel, coordinates == Coordinates.CORNERS);
    }

    /** How many output samples there are. */
    int length() {
        return first.length;
    }

    private static Axis nearest(int from, int to) {
        Axis axis = new Axis(to, 1);
        float scale = (float) from / to;
        for (int i = 0; i < to; i++) {
            axis.first[i] = Math.min(from - 1, (int) (i * scale));
            axis.weights[i] = 1;
        }
        return axis;
    }

    /** Two or four samples round the place, in torch's arithmetic: single precision. */
    private static Axis interpolated(int from, int to, double ratio, Kernel kernel, boolean corners) {
        boolean cubic = kernel == Kernel.BICUBIC;
        Axis axis = new Axis(to, cubic ? 4 : 2);
        float scale = (float) ratio;
        for (int i = 0; i < to; i++) {
            float place = corners ? scale * i : scale * (i + 0.5f) - 0.5f;
            if (!cubic) {
                place = Math.max(0, place);
            }
            int below = (int) Math.floor(place);
            if (cubic) {
                float t = place - below;
                axis.put(i, below - 1, from, outer(t + 1), inner(t), inner(1 - t), outer(2 - t));
            } else {
                below = Math.min(below, from - 1);
                float t = Math.min(1, place - below);
                axis.put(i, below, from, 1 - t, t);
            }
        }
        return axis;
    }

    /** Weights of samples from {@code low} on; what lies beyond an edge goes to the sample there. */
    private void put(int i, int low, int from, float... wanted) {
        int begin = Math.max(0, Math.min(low, from - taps));
        first[i] = begin;
        for (int t = 0; t < wanted.length; t++) {
            int place = Math.max(0, Math.min(from - 1, low + t));
            weights[i * taps + place - begin] += wanted[t];
        }
    }

    private static final float A = -0.75f;

    private static float inner(float x) {
        return ((A + 2) * x - (A + 3)) * x * x + 1;
    }

    private static float outer(float x) {
        return ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
    }

    /** Pillow's weights, which torch's antialias has too. */
    private static Axis antialiased(int from, int to, double scale, Kernel kernel) {
        double stretch = Math.max(scale, 1.0);
        double support = (kernel == Kernel.BICUBIC ? 2.0 : 1.0) * stretch;
        int taps = Math.min(from, (int) Math.ceil(support) * 2 + 1);
        Axis axis = new Axis(to, taps);
        double[] weights = new double[taps];
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            int low = Math.max(0, (int) (center - support + 0.5));
            int high = Math.min(from, (int) (center + support + 0.5));
            double sum = 0;
            for (int t = 0; t < high - low; t++) {
                double distance = Math.abs((t + low - center + 0.5) / stretch);
                weights[t] = kernel == Kernel.BICUBIC ? keys(distance) : Math.max(0, 1 - distance);
                sum += weights[t];
            }
            int begin = Math.max(0, Math.min(low, from - taps));
            axis.first[i] = begin;
            for (int t = 0; t < high - low; t++) {
                axis.weights[i * taps + low - begin + t] = sum == 0 ? weights[t] : weights[t] / sum;
            }
        }
        return axis;
    }

    /** Keys' cubic with a = -0.5. */
    private static double keys(double x) {
        double a = -0.5;
        if (x < 1.0) {
            return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
        }
        return x < 2.0 ? (((x - 5) * x + 8) * x - 4) * a : 0.0;
    }

    /** The weights in Pillow's arithmetic on bytes. */
    int[] fixed() {
        int[] fixed = new int[weights.length];
        for (int i = 0; i < fixed.length; i++) {
            double scaled = weights[i] * (1 << PRECISION_BITS);
            fixed[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }

    /** The 8 bits of a sum of samples times {@link #fixed} weights. */
    static int rounded(int sum) {
        return Math.max(0, Math.min(255, (sum + (1 << (PRECISION_BITS - 1))) >> PRECISION_BITS));
    }
}
