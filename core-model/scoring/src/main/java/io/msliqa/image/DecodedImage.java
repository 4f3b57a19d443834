package io.msliqa.image;

import java.util.Objects;

/**
 * A picture as it was decoded.
 *
 * @param pixels upright 8-bit sRGB
 * @param format the format of the file, by its content
 * @param capture how it was taken
 */
public record DecodedImage(PixelImage pixels, ImageFormat format, Capture capture) {
    public DecodedImage {
        Objects.requireNonNull(pixels, "pixels");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(capture, "capture");
    }
}
