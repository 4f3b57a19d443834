package io.msliqa.image.format;

import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/** Brings samples of any depth to 8 or 16 bits: the largest value of their own depth becomes the largest of ours. */
final class SampleDepth {

    private SampleDepth() {}

    /** Samples of 9 to 16 bits, two bytes each, the upper one first. */
    static Samples spread(int width, int height, Model model, Alpha alpha, byte[] stored, int bits) {
        short[] samples = new short[stored.length / 2];
        long white = (1L << bits) - 1;
        for (int i = 0; i < samples.length; i++) {
            int value = (stored[2 * i] & 0xFF) << 8 | (stored[2 * i + 1] & 0xFF);
            samples[i] = bits == 16 ? (short) value : to16(value, white);
        }
        return Samples.of16(width, height, model, alpha, samples);
    }

    /** A sample of 0 to {@code white} as one of 16 bits, rounded; what lies above is white. */
    static short to16(long value, long white) {
        return (short) ((2 * Math.min(value, white) * 65535 + white) / (2 * white));
    }

    /** A sample of 0 to {@code white}, at most 255, as one of 8 bits, rounded. */
    static byte to8(int value, int white) {
        return (byte) ((2 * 255 * Math.min(value, white) + white) / (2 * white));
    }
}
