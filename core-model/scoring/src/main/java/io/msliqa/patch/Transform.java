package io.msliqa.patch;

import io.msliqa.image.PixelImage;

/** Says how a patch is turned before the network sees it. */
public enum Transform {
    /** Left as it is. */
    AS_IS,
    /** Rows become columns: the sample at (x, y) goes to (y, x). */
    TRANSPOSED;

    private static final int TILE = 32;

    /** The turned picture; the same object where nothing changes. */
    public PixelImage apply(PixelImage picture) {
        return this == AS_IS ? picture : transposed(picture);
    }

    private static PixelImage transposed(PixelImage picture) {
        int width = picture.width();
        int height = picture.height();
        byte[] to = new byte[picture.rgb().length];
        for (int y = 0; y < height; y += TILE) {
            for (int x = 0; x < width; x += TILE) {
                transpose(picture, x, y, to);
            }
        }
        return new PixelImage(height, width, to);
    }

    /** One tile, whose rows and columns both stay in the cache. */
    private static void transpose(PixelImage picture, int left, int top, byte[] to) {
        int width = picture.width();
        int height = picture.height();
        byte[] from = picture.rgb();
        int right = Math.min(width, left + TILE);
        int bottom = Math.min(height, top + TILE);
        for (int x = left; x < right; x++) {
            int source = PixelImage.CHANNELS * (top * width + x);
            int target = PixelImage.CHANNELS * (x * height + top);
            for (int y = top; y < bottom; y++) {
                to[target] = from[source];
                to[target + 1] = from[source + 1];
                to[target + 2] = from[source + 2];
                source += PixelImage.CHANNELS * width;
                target += PixelImage.CHANNELS;
            }
        }
    }
}
