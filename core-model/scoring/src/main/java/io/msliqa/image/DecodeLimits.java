package io.msliqa.image;

import java.io.Serializable;
import java.time.Duration;

/**
 * How large and how small a picture may be, which is checked from the file's length and header, before pixels are
 * allocated; and how long decoding it may take.
 *
 * @param maxBytes longest file, in bytes, at least 1
 * @param maxPixels largest width x height, 1 to {@value #MOST_PIXELS}. By the arrays that decoding needs at once, a pixel
 *     takes 6 bytes of heap in ordinary pictures, 11 in 16-bit ones with alpha, 15 in CMYK ones with a profile
 * @param minSide shortest side, in pixels, at least 1
 * @param maxTime longest decoding, more than 0. A file can be made so that a codec works on it for hours
 */
public record DecodeLimits(long maxBytes, long maxPixels, int minSide, Duration maxTime) implements Serializable {

    /** The pixels of 3 bytes that fit in a Java array. */
    public static final long MOST_PIXELS = Integer.MAX_VALUE / PixelImage.CHANNELS;

    /** 256 MiB, 150 megapixels, any side from 1 pixel up, a minute. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(256L << 20, 150_000_000, 1, Duration.ofMinutes(1));

    /** With a minute's time. */
    public DecodeLimits(long maxBytes, long maxPixels, int minSide) {
        this(maxBytes, maxPixels, minSide, Duration.ofMinutes(1));
    }

    public DecodeLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes is " + maxBytes + ", must be at least 1");
        }
        if (maxPixels < 1 || maxPixels > MOST_PIXELS) {
            throw new IllegalArgumentException("maxPixels is " + maxPixels + ", must be 1 to " + MOST_PIXELS);
        }
        if (minSide < 1) {
            throw new IllegalArgumentException("minSide is " + minSide + ", must be at least 1");
        }
        if (maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("maxTime is " + maxTime + ", must be more than 0");
        }
    }

    /**
     * Checks a file's length.
     *
     * @throws ImageException EMPTY or TOO_LARGE
     */
    public void checkLength(long bytes) throws ImageException {
        if (bytes == 0) {
            throw new ImageException(
                    FailureReason.EMPTY, "The file has no bytes. Copy it again from its source, or remove it.");
        }
        if (bytes > maxBytes) {
            throw new ImageException(
                    FailureReason.TOO_LARGE,
                    "The file has " + bytes + " bytes, more than the limit of " + maxBytes
                            + ". Raise the limit on bytes, or store the picture smaller.");
        }
    }

    /**
     * Checks a picture's sides.
     *
     * @throws ImageException TOO_LARGE or TOO_SMALL
     */
    public void checkSides(int width, int height) throws ImageException {
        long pixels = (long) width * height;
        if (pixels > maxPixels) {
            throw new ImageException(
                    FailureReason.TOO_LARGE,
                    "The picture is " + width + " x " + height + ", " + pixels + " pixels, more than the limit of "
                            + maxPixels + ". Raise the limit on pixels (and the heap with it), or scale it down.");
        }
        if (Math.min(width, height) < minSide) {
            throw new ImageException(
                    FailureReason.TOO_SMALL,
                    "The picture is " + width + " x " + height + ", a side shorter than the limit of " + minSide
                            + " pixels. Lower the limit on the shortest side to score such small pictures.");
        }
    }
}
