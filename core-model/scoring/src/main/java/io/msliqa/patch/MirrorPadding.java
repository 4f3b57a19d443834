package io.msliqa.patch;

import io.msliqa.image.PixelImage;
import java.util.Arrays;

/** Surrounds pictures by their own mirror image, without repeating the edge. */
public final class MirrorPadding {

    private MirrorPadding() {}

    /**
     * The picture with more to its right and below it, until both sides are multiples of a number; the picture itself
     * where they are.
     *
     * @param multiple at least 1
     */
    public static PixelImage toMultiplesOf(int multiple, PixelImage picture) {
        int width = up(picture.width(), multiple);
        int height = up(picture.height(), multiple);
        return width == picture.width() && height == picture.height() ? picture : around(picture, 0, 0, width, height);
    }

    private static int up(int side, int multiple) {
        return Math.addExact(side, Math.floorMod(-side, multiple));
    }

    /**
     * A larger picture with this one in it. Each row is widened once, and copied to where it shows again.
     *
     * @param left how many columns lie before the picture
     * @param above how many rows lie above it
     */
    static PixelImage around(PixelImage picture, int left, int above, int width, int height) {
        int[] columns = reflected(-left, width, picture.width());
        int[] rows = reflected(-above, height, picture.height());
        int pitch = Math.multiplyExact(PixelImage.CHANNELS, width);
        byte[] to = new byte[Math.multiplyExact(pitch, height)];
        int[] places = new int[picture.height()];
        Arrays.fill(places, -1);
        for (int y = 0; y < height; y++) {
            int place = places[rows[y]];
            if (place < 0) {
                places[rows[y]] = pitch * y;
                widen(picture, rows[y], columns, left, to, pitch * y);
            } else {
                System.arraycopy(to, place, to, pitch * y, pitch);
            }
        }
        return new PixelImage(width, height, to);
    }

    private static void widen(PixelImage picture, int row, int[] columns, int before, byte[] to, int at) {
        byte[] from = picture.rgb();
        int begin = PixelImage.CHANNELS * row * picture.width();
        int after = Math.min(columns.length, before + picture.width());
        System.arraycopy(from, begin, to, at + PixelImage.CHANNELS * before, PixelImage.CHANNELS * (after - before));
        copyPixels(from, begin, columns, 0, before, to, at);
        copyPixels(from, begin, columns, after, columns.length, to, at);
    }

    private static void copyPixels(byte[] from, int begin, int[] columns, int first, int end, byte[] to, int at) {
        for (int x = first; x < end; x++) {
            int source = begin + PixelImage.CHANNELS * columns[x];
            int target = at + PixelImage.CHANNELS * x;
            to[target] = from[source];
            to[target + 1] = from[source + 1];
            to[target + 2] = from[source + 2];
        }
    }

    /**
     * The samples of an axis of {@code side} samples that {@code length} places show, beginning at {@code start}, where
     * the axis is mirrored at its ends without repeating the end samples.
     */
    public static int[] reflected(int start, int length, int side) {
        int[] samples = new int[length];
        if (side > 1) {
            int period = 2 * (side - 1);
            for (int i = 0; i < length; i++) {
                int place = Math.floorMod(start + i, period);
                samples[i] = Math.min(place, period - place);
            }
        }
        return samples;
    }
}
