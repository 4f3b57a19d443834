package io.msliqa.image.decode;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.ByteView;
import io.msliqa.image.format.Samples;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The one way from stored samples to 8-bit sRGB, for every format: the profile first, in full depth; then alpha, over
 * white; then 8 bits, rounded half up, once.
 */
final class ColourPath {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int WHITE = 255;
    private static final int DEEP_WHITE = 65535;

    private ColourPath() {}

    /** The picture's RGB samples, interleaved, row by row. May be the stored ones themselves. */
    static byte[] toRgb(Samples stored, ByteView profile) throws ImageException {
        if (stored.alpha() == Alpha.NONE) {
            byte[] converted = ColourProfile.toRgb8(stored, profile);
            return converted.length > 0 ? converted : stored.isDeep() ? deep(stored) : plain(stored);
        }
        short[] converted = ColourProfile.toRgb16(stored, profile);
        if (converted.length > 0) {
            return overWhite(converted, stored);
        }
        return stored.isDeep() ? deep(stored) : plain(stored);
    }

    private static byte[] plain(Samples stored) {
        byte[] from = stored.bytes();
        Model model = stored.model();
        int step = stored.channels();
        if (step == 3 && model == Model.RGB) {
            return from;
        }
        if (step == 1) {
            return tripled(from);
        }
        byte[] rgb = new byte[3 * (from.length / step)];
        for (int at = 0, to = 0; at < from.length; at += step, to += 3) {
            for (int c = 0; c < 3; c++) {
                int sample = model == Model.INK
                        ? ((255 - (from[at + c] & 0xFF)) * (255 - (from[at + 3] & 0xFF)) + 127) / 255
                        : from[model == Model.GREY ? at : at + c] & 0xFF;
                rgb[to + c] = (byte)
                        (stored.alpha() == Alpha.NONE
                                ? sample
                                : overWhite(sample, from[at + step - 1] & 0xFF, stored.alpha()));
            }
        }
        return rgb;
    }

    /** Four pixels of three equal samples are three ints. */
    private static byte[] tripled(byte[] grey) {
        byte[] rgb = new byte[3 * grey.length];
        int from = 0;
        for (int to = 0; from + 4 <= grey.length; from += 4, to += 12) {
            int first = grey[from] & 0xFF;
            int second = grey[from + 1] & 0xFF;
            int third = grey[from + 2] & 0xFF;
            int fourth = grey[from + 3] & 0xFF;
            INTS.set(rgb, to, first * 0x01010100 | second);
            INTS.set(rgb, to + 4, second * 0x01010000 | third * 0x0101);
            INTS.set(rgb, to + 8, third << 24 | fourth * 0x010101);
        }
        for (; from < grey.length; from++) {
            for (int i = 3 * from; i < 3 * from + 3; i++) {
                rgb[i] = grey[from];
            }
        }
        return rgb;
    }

    private static int overWhite(int sample, int alpha, Alpha kind) {
        return kind == Alpha.ASSOCIATED
                ? Math.min(WHITE, sample + WHITE - alpha)
                : (sample * alpha + WHITE * (255 - alpha) + 127) / 255;
    }

    private static byte[] deep(Samples stored) {
        short[] from = stored.shorts();
        Model model = stored.model();
        int step = stored.channels();
        byte[] rgb = new byte[3 * (from.length / step)];
        for (int at = 0, to = 0; at < from.length; at += step, to += 3) {
            for (int c = 0; c < 3; c++) {
                double sample = model == Model.INK
                        ? (1 - share(from[at + c])) * (1 - share(from[at + 3]))
                        : share(from[model == Model.GREY ? at : at + c]);
                if (stored.alpha() != Alpha.NONE) {
                    double alpha = share(from[at + step - 1]);
                    sample = Math.min(1, (stored.alpha() == Alpha.ASSOCIATED ? sample : sample * alpha) + 1 - alpha);
                }
                rgb[to + c] = (byte) (int) (WHITE * sample + 0.5);
            }
        }
        return rgb;
    }

    private static double share(short sample) {
        return (sample & 0xFFFF) / (double) DEEP_WHITE;
    }

    /** Converted colours of 16 bits, by the alpha of the stored samples. */
    private static byte[] overWhite(short[] rgb16, Samples stored) {
        byte[] rgb = new byte[rgb16.length];
        int step = stored.channels();
        for (int pixel = 0; pixel < rgb.length / 3; pixel++) {
            int at = pixel * step + step - 1;
            double alpha = stored.isDeep() ? share(stored.shorts()[at]) : (stored.bytes()[at] & 0xFF) / 255.0;
            for (int i = 3 * pixel; i < 3 * pixel + 3; i++) {
                rgb[i] = (byte) (int) (WHITE * (share(rgb16[i]) * alpha + 1 - alpha) + 0.5);
            }
        }
        return rgb;
    }
}
