package io.msliqa.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * A decoded picture: 8-bit sRGB, upright, without alpha.
 *
 * <p>Samples lie row by row, interleaved R, G, B: the sample of channel {@code c} at {@code (x, y)} is {@code
 * rgb()[3 * (y * width + x) + c]}, a byte read as unsigned 0 to 255. The array is shared, not copied: whoever makes a
 * {@code PixelImage} gives the array away, and readers must not write to it.
 */
public final class PixelImage {

    /** Samples a pixel: red, green, blue. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param rgb {@code 3 * width * height} interleaved samples; now owned by this image
     * @throws IllegalArgumentException if a side is not positive or the array has another length
     */
    public PixelImage(int width, int height, byte[] rgb) {
        Objects.requireNonNull(rgb, "rgb");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A picture of " + width + " x " + height + " pixels has no pixels");
        }
        if (rgb.length != (long) CHANNELS * width * height) {
            throw new IllegalArgumentException("A picture of " + width + " x " + height + " pixels needs "
                    + (long) CHANNELS * width * height + " samples, not " + rgb.length);
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** The width in pixels, at least 1. */
    public int width() {
        return width;
    }

    /** The height in pixels, at least 1. */
    public int height() {
        return height;
    }

    /** The samples themselves (not a copy): interleaved R, G, B, row by row. Must not be written to. */
    public byte[] rgb() {
        return rgb;
    }

    /**
     * One sample.
     *
     * @param channel 0 red, 1 green, 2 blue
     * @return 0 to 255
     */
    public int sample(int x, int y, int channel) {
        return rgb[CHANNELS * (y * width + x) + channel] & 0xFF;
    }

    /**
     * The window with its upper left corner at {@code (x, y)}, copied unless it is the whole picture.
     *
     * @throws IllegalArgumentException if the window does not lie within the picture
     */
    public PixelImage crop(int x, int y, int cropWidth, int cropHeight) {
        return new PixelWindow(this, x, y, cropWidth, cropHeight).image();
    }

    /** Two pictures are equal when their sides and all their samples are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PixelImage that
                && width == that.width
                && height == that.height
                && Arrays.equals(rgb, that.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "PixelImage[" + width + " x " + height + "]";
    }
}
