package io.msliqa.image.format;

import io.msliqa.image.format.Samples.Alpha;

/** Brings floating point samples to 16 bits. What white is, no tag says: 1, unless samples go far beyond it. */
final class TiffReals {

    /** Highlights of pictures whose white is 1 go a little beyond; other pictures go to 255 or 65535. */
    private static final float BEYOND_ONE = 4;

    private TiffReals() {}

    static short[] to16(float[] values, int channels, Alpha alpha, boolean inverted) {
        int colours = alpha == Alpha.NONE ? channels : channels - 1;
        float most = 0;
        for (int i = 0; i < values.length; i++) {
            if (i % channels < colours && values[i] > most && values[i] < Float.POSITIVE_INFINITY) {
                most = values[i];
            }
        }
        float white = most <= BEYOND_ONE ? 1 : most <= 256 ? 255 : most <= 65536 ? 65535 : most;
        short[] samples = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            float whole = i % channels < colours ? white : alphaWhite(values[i]);
            float share = values[i] / whole;
            float inside = share > 0 ? Math.min(1, share) : 0; // NaN is black
            samples[i] = (short) Math.round((inverted && i % channels < colours ? 1 - inside : inside) * 65535);
        }
        return samples;
    }

    private static float alphaWhite(float value) {
        return value > BEYOND_ONE ? 255 : 1;
    }

    /** A number of 16 bits (IEEE 754 binary16). */
    static float half(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        float magnitude = exponent == 0
                ? fraction * 0x1p-24f
                : exponent == 31
                        ? (fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                        : (1024 + fraction) * (float) Math.pow(2, exponent - 25);
        return (bits & 0x8000) == 0 ? magnitude : -magnitude;
    }
}
