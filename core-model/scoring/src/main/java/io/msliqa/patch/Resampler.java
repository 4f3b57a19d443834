package io.msliqa.patch;

import io.msliqa.image.PixelImage;

/**
 * Resizes pictures as Pillow's {@code Image.resize(size, Image.BICUBIC)} does, equal to the bit.
 *
 * <p>The kernel is Keys' bicubic with a = -0.5, widened by the scale factor when a side shrinks (antialiasing). Rows are
 * resampled first and rounded to 8 bits, then columns, both in integers of 22 fractional bits; a side that keeps its
 * length is left alone. That order is Pillow's up to version 12 and torchvision's; from version 13 on Pillow takes the
 * columns first where the height shrinks much more than the width. No state, safe for any number of threads.
 */
public final class Resampler {

    /**
     * The name of this arithmetic in manifests and fingerprints; it changes when a single sample of any result would.
     */
    public static final String NAME = "pillow-bicubic-antialias-8bit/1";

    private Resampler() {}

    /**
     * The whole picture at other sides.
     *
     * @param toWidth at least 1
     * @param toHeight at least 1
     * @return the source itself where both sides stay
     * @throws IllegalArgumentException if a side is not positive
     */
    public static PixelImage resize(PixelImage source, int toWidth, int toHeight) {
        if (toWidth == source.width() && toHeight == source.height()) {
            return source;
        }
        return window(source, toWidth, toHeight, 0, 0, toWidth, toHeight);
    }

    /**
     * The window at {@code (x, y)} of the resized picture, made from only the source pixels it depends on: the samples
     * are those of {@code resize(source, toWidth, toHeight).crop(x, y, width, height)}.
     *
     * @param toWidth the width of the whole resized picture, at least 1
     * @param toHeight its height, at least 1
     * @throws IllegalArgumentException if a side is not positive or the window leaves the resized picture
     */
    public static PixelImage window(PixelImage source, int toWidth, int toHeight, int x, int y, int width, int height) {
        if (toWidth < 1 || toHeight < 1 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "Sides must be at least 1, not " + width + " x " + height + " of " + toWidth + " x " + toHeight);
        }
        if (x < 0 || y < 0 || width > toWidth - x || height > toHeight - y) {
            throw new IllegalArgumentException("The window " + width + " x " + height + " at (" + x + ", " + y
                    + ") leaves the resized picture of " + toWidth + " x " + toHeight);
        }
        if (toWidth == source.width() && toHeight == source.height()) {
            return source.crop(x, y, width, height);
        }
        ResampleAxis columns = ResampleAxis.of(source.width(), toWidth, x, width);
        ResampleAxis rows = ResampleAxis.of(source.height(), toHeight, y, height);
        return new PixelImage(width, height, resample(source, columns, rows));
    }

    /** Keeps only as many resampled source rows as one output row is made of, in a ring. */
    private static byte[] resample(PixelImage source, ResampleAxis columns, ResampleAxis rows) {
        int height = rows.first.length;
        int samples = Math.multiplyExact(PixelImage.CHANNELS, columns.first.length);
        byte[] out = new byte[Math.multiplyExact(samples, height)];
        int[][] ring = new int[rows.stride][samples];
        int[][] taps = new int[rows.stride][];
        int[] sums = new int[samples];
        RowResampler inRow = new RowResampler(columns);
        int pitch = PixelImage.CHANNELS * source.width();
        int next = rows.lowest();
        for (int row = 0; row < height; row++) {
            int end = rows.first[row] + rows.count[row];
            for (; next < end; next++) {
                inRow.resample(source.rgb(), next * pitch, ring[next % ring.length]);
            }
            for (int t = 0; t < rows.count[row]; t++) {
                taps[t] = ring[(rows.first[row] + t) % ring.length];
            }
            WeightedRows.sum(taps, rows.count[row], rows.weights, row * rows.stride, sums);
            toBytes(sums, out, row * samples);
        }
        return out;
    }

    private static void toBytes(int[] sums, byte[] out, int offset) {
        for (int i = 0; i < sums.length; i++) {
            out[offset + i] = (byte) sums[i];
        }
    }
}
