package io.msliqa.image;

import java.nio.ByteBuffer;

/**
 * A window of a picture, whose samples stay where they are until they are copied.
 *
 * @param picture which holds them
 * @param x the window's first column
 * @param y its first row
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record PixelWindow(PixelImage picture, int x, int y, int width, int height) {

    /** @throws IllegalArgumentException if the window does not lie within the picture */
    public PixelWindow {
        if (x < 0 || y < 0 || width < 1 || height < 1 || width > picture.width() - x || height > picture.height() - y) {
            throw new IllegalArgumentException("The window " + width + " x " + height + " at (" + x + ", " + y
                    + ") leaves the picture of " + picture.width() + " x " + picture.height());
        }
    }

    /** The window of all pixels. */
    public static PixelWindow of(PixelImage picture) {
        return new PixelWindow(picture, 0, 0, picture.width(), picture.height());
    }

    /** A picture of the window's pixels; the same object where these are all. */
    public PixelImage image() {
        if (width == picture.width() && height == picture.height()) {
            return picture;
        }
        byte[] rgb = new byte[PixelImage.CHANNELS * width * height];
        copyTo(ByteBuffer.wrap(rgb), 0);
        return new PixelImage(width, height, rgb);
    }

    /** Copies the samples, row by row, interleaved, to a place of a buffer. */
    public void copyTo(ByteBuffer buffer, int at) {
        int row = PixelImage.CHANNELS * width;
        if (width == picture.width()) {
            buffer.put(at, picture.rgb(), row * y, row * height);
            return;
        }
        for (int i = 0; i < height; i++) {
            buffer.put(at + i * row, picture.rgb(), PixelImage.CHANNELS * ((y + i) * picture.width() + x), row);
        }
    }
}
