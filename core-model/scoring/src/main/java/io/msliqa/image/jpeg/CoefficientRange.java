package io.msliqa.image.jpeg;

/**
 * Tells coefficients that come from no 8-bit samples. A decoder that has lost its place soon meets some: after a lost
 * stretch the mean of all blocks to the end of the picture is off by the same, and leaves the range where the picture is
 * bright or dark.
 */
final class CoefficientRange {

    /** Eight times the largest distance from the middle, and a little more: encoders round, and some choose freely. */
    private static final int LARGEST_DC = 1024 + 64;

    /** Twice what any pattern of samples has, so that a sum of two comparisons is one shift. */
    private static final int LARGEST = 1 << 12;

    private CoefficientRange() {}

    /** Not 0 if a dequantised DC coefficient is too large. */
    static int beyondDc(int value, int step) {
        int most = LARGEST_DC + 2 * step;
        return (most - value | most + value) >>> 31;
    }

    /** Not 0 if a dequantised AC coefficient is too large. */
    static int beyond(int value) {
        return (value + LARGEST) >>> 13;
    }
}
