package io.msliqa.patch;

import java.util.Arrays;

/**
 * One side of a patch as a matrix, for devices that multiply matrices faster than they resample: how each sample of the
 * side is made of the source's. Applied to columns, rounded, applied to rows and rounded again, it gives the pixels of
 * {@link PatchSampler} to the bit, padding included: all products and sums are integers below 2<sup>53</sup>.
 *
 * <p>Most of the matrix is zero; what is not comes as places and weights.
 */
public final class PatchSide {

    /** What a sum is divided by before it is rounded, halves up, and cut to 0 to 255. */
    public static final double ONE = 1L << ResampleAxis.PRECISION_BITS;

    private final int first;
    private final int count;
    private final int size;
    private final long[] places;
    private final double[] weights;

    private PatchSide(int first, int count, int size, long[] places, double[] weights) {
        this.first = first;
        this.count = count;
        this.size = size;
        this.places = places;
        this.weights = weights;
    }

    /**
     * A side of a patch.
     *
     * @param from samples of the source
     * @param to samples of the resized picture
     * @param start of the patch in it; negative where padding begins before it
     * @param size samples of the patch
     */
    public static PatchSide of(int from, int to, int start, int size) {
        int begin = Math.max(0, start);
        int shown = Math.min(to - begin, size);
        ResampleAxis axis = ResampleAxis.of(from, to, begin, shown);
        int[] samples = MirrorPadding.reflected(Math.min(0, start), size, shown);
        int first = axis.lowest();
        int end = 0;
        int entries = 0;
        for (int sample : samples) {
            end = Math.max(end, axis.first[sample] + axis.count[sample]);
            entries += axis.count[sample];
        }
        long[] places = new long[entries];
        double[] weights = new double[entries];
        int entry = 0;
        for (int i = 0; i < size; i++) {
            int sample = samples[i];
            for (int t = 0; t < axis.count[sample]; t++, entry++) {
                places[entry] = (long) i * (end - first) + axis.first[sample] - first + t;
                weights[entry] = axis.weights[sample * axis.stride + t];
            }
        }
        return new PatchSide(first, end - first, size, places, weights);
    }

    /** The first sample of the source that counts. */
    public int first() {
        return first;
    }

    /** How many samples of the source count, from the first on: the matrix's columns. */
    public int count() {
        return count;
    }

    /** Samples of the patch: the matrix's rows. */
    public int size() {
        return size;
    }

    /** Where the weights stand in the matrix, row by row: each place once, counted from 0. */
    public long[] places() {
        return Arrays.copyOf(places, places.length);
    }

    /** The weights at those places: integers, which add up to {@link #ONE} in a row, or nearly. */
    public double[] weights() {
        return Arrays.copyOf(weights, weights.length);
    }
}
