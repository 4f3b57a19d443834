package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import java.util.Arrays;

/**
 * Resamples rows of a picture along one axis.
 *
 * <p>Where the sides are in a simple ratio, as TTA's scales make them, the weights come again and again: at half the
 * size each output pixel has those of the pixel before over source pixels two further on. The resampler computes such a
 * stretch one weight at a time for all its pixels, in loops that the JIT turns into vector instructions. It computes
 * the rest, at the ends or in other ratios, one pixel at a time. The sums are of the same integers, so the samples are
 * the same. For one thread.
 */
final class RowResampler {

    private static final int CHANNELS = PixelImage.CHANNELS;
    /** The shortest stretch that is worth it. */
    private static final int FEWEST_REPEATS = 8;

    private final ResampleAxis axis;
    /** The stretch: {@code repeats} times {@code phases} output pixels, each time {@code step} source pixels further on. */
    private final int begin;

    private final int phases;
    private final int step;
    private final int repeats;
    /** The stretch's source pixels, every {@code step}-th in a plane of its own, from {@code lowest} on. */
    private final int lowest;

    private final int[][] planes;
    private final int[][] taps;
    private final int[] sums;

    RowResampler(ResampleAxis axis) {
        this.axis = axis;
        this.phases = axis.phases;
        this.step = axis.step;
        int length = axis.first.length;
        int first = length / 2;
        int end = first;
        if (phases <= length / FEWEST_REPEATS) {
            end = first + phases;
            while (first > 0 && repeats(first - 1)) {
                first--;
            }
            while (end < length && repeats(end - phases)) {
                end++;
            }
        }
        int found = (end - first) / phases;
        this.begin = first;
        this.repeats = found < FEWEST_REPEATS ? 0 : found;
        this.lowest = repeats == 0 ? 0 : lowest();
        this.planes = repeats == 0 ? new int[0][] : new int[step][CHANNELS * planeLength()];
        this.taps = new int[repeats == 0 ? 0 : axis.stride][CHANNELS * repeats];
        this.sums = new int[CHANNELS * repeats];
    }

    /** Whether the output pixel that is {@code phases} after {@code i} has its weights, {@code step} source pixels on. */
    private boolean repeats(int i) {
        int next = i + phases;
        int weights = i * axis.stride;
        int nextWeights = next * axis.stride;
        return next < axis.first.length
                && axis.first[next] == axis.first[i] + step
                && axis.count[next] == axis.count[i]
                && Arrays.equals(
                        axis.weights,
                        weights,
                        weights + axis.count[i],
                        axis.weights,
                        nextWeights,
                        nextWeights + axis.count[i]);
    }

    private int lowest() {
        int found = Integer.MAX_VALUE;
        for (int phase = 0; phase < phases; phase++) {
            found = Math.min(found, axis.first[begin + phase]);
        }
        return found;
    }

    private int planeLength() {
        int last = begin + (repeats - 1) * phases;
        int end = 0;
        for (int i = last; i < last + phases; i++) {
            end = Math.max(end, axis.first[i] + axis.count[i]);
        }
        return steps(end - lowest);
    }

    /** The number of pixels in a plane of so many source pixels. */
    private int steps(int pixels) {
        return (pixels + step - 1) / step;
    }

    /**
     * Resamples a row, rounding to 8 bits.
     *
     * @param rgb the picture
     * @param from index of the row's first sample
     * @param out a sample an int
     */
    void resample(byte[] rgb, int from, int[] out) {
        onePixelAtATime(rgb, from, 0, repeats == 0 ? axis.first.length : begin, out);
        if (repeats > 0) {
            split(rgb, from);
            for (int phase = 0; phase < phases; phase++) {
                repeated(begin + phase, out);
            }
            onePixelAtATime(rgb, from, begin + repeats * phases, axis.first.length, out);
        }
    }

    private void onePixelAtATime(byte[] rgb, int row, int begin, int end, int[] out) {
        int[] weights = axis.weights;
        for (int i = begin; i < end; i++) {
            int from = row + CHANNELS * axis.first[i];
            int weight = i * axis.stride;
            int red = ResampleAxis.HALF;
            int green = ResampleAxis.HALF;
            int blue = ResampleAxis.HALF;
            for (int last = weight + axis.count[i]; weight < last; weight++, from += CHANNELS) {
                int w = weights[weight];
                red += (rgb[from] & 0xFF) * w;
                green += (rgb[from + 1] & 0xFF) * w;
                blue += (rgb[from + 2] & 0xFF) * w;
            }
            int to = CHANNELS * i;
            out[to] = ResampleAxis.rounded(red);
            out[to + 1] = ResampleAxis.rounded(green);
            out[to + 2] = ResampleAxis.rounded(blue);
        }
    }

    private void split(byte[] rgb, int row) {
        for (int offset = 0; offset < step; offset++) {
            int[] plane = planes[offset];
            int from = row + CHANNELS * (lowest + offset);
            int end = Math.min(plane.length, CHANNELS * steps((rgb.length - from) / CHANNELS));
            for (int to = 0; to < end; to += CHANNELS, from += CHANNELS * step) {
                plane[to] = rgb[from] & 0xFF;
                plane[to + 1] = rgb[from + 1] & 0xFF;
                plane[to + 2] = rgb[from + 2] & 0xFF;
            }
        }
    }

    /** The output pixel {@code i} and those of its phase. */
    private void repeated(int i, int[] out) {
        for (int t = 0; t < axis.count[i]; t++) {
            int source = axis.first[i] + t - lowest;
            System.arraycopy(planes[source % step], CHANNELS * (source / step), taps[t], 0, sums.length);
        }
        WeightedRows.sum(taps, axis.count[i], axis.weights, i * axis.stride, sums);
        int to = CHANNELS * i;
        for (int sum = 0; sum < sums.length; sum += CHANNELS, to += CHANNELS * phases) {
            out[to] = sums[sum];
            out[to + 1] = sums[sum + 1];
            out[to + 2] = sums[sum + 2];
        }
    }
}
