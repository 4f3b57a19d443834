package io.msliqa.patch;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Says which source samples, with which weights, make each output sample along one axis of a resized picture.
 *
 * <p>Pillow's arithmetic: weights of the antialiased kernel in double precision, normalised to sum 1, then rounded to
 * integers of {@link #PRECISION_BITS} fractional bits. Output sample {@code i} of the window is the sum over {@code t}
 * of {@code source[first[i] + t] * weights[i * stride + t]}, {@code t < count[i]}.
 */
final class ResampleAxis {

    /**
     * The bits of a weight's fraction: of 32 bits, 8 hold the sample, and 2 are room for weights below 0 and sums above
     * 1.
     */
    static final int PRECISION_BITS = 32 - 8 - 2;

    /** The start of each sum, one half, because sums are rounded down in the end. */
    static final int HALF = 1 << (PRECISION_BITS - 1);

    private static final int ONE = 1 << PRECISION_BITS;
    private static final double SUPPORT = 2.0;
    private static final double A = -0.5;

    final int[] first;
    final int[] count;
    final int[] weights;
    final int stride;
    /** Output sample {@code i + phases} is as far from source sample {@code s + step} as {@code i} is from {@code s}. */
    final int phases;

    final int step;

    private ResampleAxis(int length, int stride, int phases, int step) {
        this.first = new int[length];
        this.count = new int[length];
        this.weights = new int[Math.multiplyExact(length, stride)];
        this.stride = stride;
        this.phases = phases;
        this.step = step;
    }

    /**
     * The output samples {@code start} to {@code start + length - 1} of an axis that goes {@code from} to {@code to}
     * samples. Lengths are positive and the window lies within {@code to}.
     */
    static ResampleAxis of(int from, int to, int start, int length) {
        return from == to ? identity(start, length) : scaled(from, to, start, length);
    }

    /** The first source sample that any output sample needs. */
    int lowest() {
        return Arrays.stream(first).min().orElseThrow();
    }

    /** The 8 bits of a sum. */
    static int rounded(int sum) {
        return Math.max(0, Math.min(255, sum >> PRECISION_BITS));
    }

    /** Makes 8 bits of sums, in place, in a loop that the JIT turns into vector instructions. */
    static void round(int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = rounded(sums[i]);
        }
    }

    private static ResampleAxis identity(int start, int length) {
        ResampleAxis axis = new ResampleAxis(length, 1, 1, 1);
        for (int i = 0; i < length; i++) {
            axis.first[i] = start + i;
            axis.count[i] = 1;
            axis.weights[i] = ONE;
        }
        return axis;
    }

    private static ResampleAxis scaled(int from, int to, int start, int length) {
        double scale = (double) from / to;
        int common = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
        double stretch = Math.max(scale, 1.0);
        double support = SUPPORT * stretch;
        double squeeze = 1.0 / stretch;
        int taps = (int) Math.ceil(support) * 2 + 1;
        ResampleAxis axis = new ResampleAxis(length, taps, to / common, from / common);
        double[] kernel = new double[taps];
        for (int i = 0; i < length; i++) {
            double center = (start + i + 0.5) * scale;
            int low = Math.max(0, (int) (center - support + 0.5));
            int high = Math.min(from, (int) (center + support + 0.5));
            double sum = 0;
            for (int t = 0; t < high - low; t++) {
                kernel[t] = bicubic((t + low - center + 0.5) * squeeze);
                sum += kernel[t];
            }
            axis.put(i, low, kernel, high - low, sum);
        }
        return axis;
    }

    /** Weights that round to 0 at either end add nothing and are left out. */
    private void put(int i, int low, double[] kernel, int taps, double sum) {
        int begin = 0;
        int end = taps;
        while (begin < end - 1 && fixed(kernel[begin], sum) == 0) {
            begin++;
        }
        while (end > begin + 1 && fixed(kernel[end - 1], sum) == 0) {
            end--;
        }
        first[i] = low + begin;
        count[i] = end - begin;
        for (int t = begin; t < end; t++) {
            weights[i * stride + t - begin] = fixed(kernel[t], sum);
        }
    }

    private static int fixed(double weight, double sum) {
        double normalised = sum == 0 ? weight : weight / sum;
        return (int) (normalised < 0 ? -0.5 + normalised * ONE : 0.5 + normalised * ONE);
    }

    private static double bicubic(double distance) {
        double x = Math.abs(distance);
        if (x < 1.0) {
            return ((A + 2.0) * x - (A + 3.0)) * x * x + 1;
        }
        return x < 2.0 ? (((x - 5) * x + 8) * x - 4) * A : 0.0;
    }
}
