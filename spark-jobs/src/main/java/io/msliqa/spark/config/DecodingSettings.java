package io.msliqa.spark.config;

/**
 * What is refused before a picture is decoded.
 *
 * @param maxBytes the largest file, in bytes
 * @param maxPixels the most pixels, width times height
 * @param minSide the shortest side, in pixels
 */
public record DecodingSettings(long maxBytes, long maxPixels, int minSide) {

    static DecodingSettings read(Section section) {
        // A picture lies in one byte array of three samples a pixel.
        return new DecodingSettings(
                section.bytes("max-bytes", 1, Integer.MAX_VALUE - 16),
                section.integer("max-pixels", 1, Integer.MAX_VALUE / 3),
                section.integer("min-side", 1, 100_000));
    }
}
