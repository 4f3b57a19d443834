package io.msliqa.image;

import java.util.Objects;

/**
 * A picture as it was decoded.
 *
 * @param pixels upright 8-bit sRGB
 * @param format the format of the file, by its content
 */
public record DecodedImage(PixelImage pixels, ImageFormat format) {
    public DecodedImage {
        Objects.requireNonNull(pixels, "pixels");
        Objects.requireNonNull(format, "format");
    }
}
