package io.msliqa.patch;

import io.msliqa.image.PixelImage;

/** How a patch is turned before the network sees it. */
public enum Transform {
    /** Left as it is. */
    AS_IS,
    /** Rows become columns: the sample at (x, y) goes to (y, x). */
    TRANSPOSED;

    /** The turned picture; the same object where nothing changes. */
    public PixelImage apply(PixelImage picture) {
        return this == AS_IS ? picture : transposed(picture);
    }

    private static PixelImage transposed(PixelImage picture) {
        int width = picture.width();
        int height = picture.height();
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            int source = PixelImage.CHANNELS * y * width;
            int target = PixelImage.CHANNELS * y;
            for (int x = 0; x < width; x++) {
                to[target] = from[source];
                to[target + 1] = from[source + 1];
                to[target + 2] = from[source + 2];
                source += PixelImage.CHANNELS;
                target += PixelImage.CHANNELS * height;
            }
        }
        return new PixelImage(height, width, to);
    }
}
