package io.msliqa.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Turns rows of component samples into the picture, as soon as the rows that they need are there. */
final class Rendering {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int RED_OF_CR = 91881;
    private static final int GREEN_OF_CB = 22554;
    private static final int GREEN_OF_CR = 46802;
    private static final int BLUE_OF_CB = 116130;
    private static final int HALF = 1 << 15;

    private final Frame frame;
    private final boolean convert;
    private final boolean apart;
    private final SampleRows[] rows;
    private final Upsampling[] upsampling;
    private final int lag;
    private final int[] even;
    private final int[] odd;
    private final int[] green;
    private final byte[] picture;
    private int next;

    /** @param convert whether three components are luma and chroma, to be made RGB */
    Rendering(Frame frame, boolean convert) throws JpegException {
        this.frame = frame;
        this.convert = convert;
        int count = frame.components.length;
        apart = frame.mostHorizontal == 2;
        rows = new SampleRows[count];
        upsampling = new Upsampling[count];
        for (int i = 0; i < count; i++) {
            Component component = frame.components[i];
            rows[i] = new SampleRows(component, apart && component.horizontal == 2);
            upsampling[i] = new Upsampling(frame, component, rows[i], apart);
        }
        lag = frame.mostVertical > 1 ? frame.mostVertical : 0;
        int length = apart ? Frame.divided(frame.width, 2) : frame.width;
        even = new int[length];
        odd = new int[length];
        green = new int[length];
        picture = new byte[count * frame.width * frame.height];
    }

    SampleRows rows(int component) {
        return rows[component];
    }

    byte[] picture() {
        return picture;
    }

    /** Renders what can be rendered once the samples of an MCU row are there. */
    void finish(int mcuRow) {
        int end = mcuRow == frame.mcusDown - 1
                ? frame.height
                : Math.min(frame.height, (mcuRow + 1) * 8 * frame.mostVertical - lag);
        for (; next < end; next++) {
            for (Upsampling one : upsampling) {
                one.row(next);
            }
            int at = upsampling.length * frame.width * next;
            if (upsampling.length == 3) {
                colours(at);
            } else {
                for (int i = 0; i < upsampling.length; i++) {
                    plain(upsampling[i], at + i, upsampling.length);
                }
            }
        }
    }

    private void plain(Upsampling row, int at, int step) {
        if (apart) {
            spread(row.even, picture, at, 2 * step, Frame.divided(frame.width, 2));
            spread(row.odd, picture, at + step, 2 * step, frame.width / 2);
        } else if (step == 1) {
            narrow(row.even, picture, at, frame.width);
        } else {
            spread(row.even, picture, at, step, frame.width);
        }
    }

    private static void spread(int[] samples, byte[] to, int from, int step, int count) {
        for (int x = 0, at = from; x < count; x++, at += step) {
            to[at] = (byte) samples[x];
        }
    }

    /** Four samples at a time. */
    private static void narrow(int[] samples, byte[] to, int from, int count) {
        int x = 0;
        for (; x + 4 <= count; x += 4) {
            INTS.set(to, from + x, samples[x] << 24 | samples[x + 1] << 16 | samples[x + 2] << 8 | samples[x + 3]);
        }
        for (; x < count; x++) {
            to[from + x] = (byte) samples[x];
        }
    }

    private void colours(int at) {
        Upsampling y = upsampling[0];
        Upsampling cb = upsampling[1];
        Upsampling cr = upsampling[2];
        colours(y.even, cb.even, cr.even, even);
        if (apart) {
            colours(y.odd, cb.odd, cr.odd, odd);
            packApart(even, odd, frame.width, picture, at);
        } else {
            pack(even, frame.width, picture, at);
        }
    }

    private void colours(int[] y, int[] cb, int[] cr, int[] to) {
        int length = to.length;
        if (!convert) {
            for (int i = 0; i < length; i++) {
                to[i] = y[i] << 16 | cb[i] << 8 | cr[i];
            }
            return;
        }
        green(y, cb, cr, green, length);
        red(y, cr, to, length);
        blue(y, cb, green, to, length);
    }

    private static void green(int[] y, int[] cb, int[] cr, int[] to, int length) {
        for (int i = 0; i < length; i++) {
            int shade = (HALF + 128 * (GREEN_OF_CB + GREEN_OF_CR) - GREEN_OF_CB * cb[i] - GREEN_OF_CR * cr[i]) >> 16;
            to[i] = clamped(y[i] + shade);
        }
    }

    private static void red(int[] y, int[] cr, int[] to, int length) {
        for (int i = 0; i < length; i++) {
            int shade = (RED_OF_CR * cr[i] + (HALF - 128 * RED_OF_CR)) >> 16;
            to[i] = clamped(y[i] + shade) << 16;
        }
    }

    private static void blue(int[] y, int[] cb, int[] green, int[] to, int length) {
        for (int i = 0; i < length; i++) {
            int shade = (BLUE_OF_CB * cb[i] + (HALF - 128 * BLUE_OF_CB)) >> 16;
            to[i] |= green[i] << 8 | clamped(y[i] + shade);
        }
    }

    /** 0 to 255, without a branch or a minimum, so that the compiler takes many samples at a time. */
    private static int clamped(int value) {
        return ((value & ~(value >> 31)) | (255 - value) >> 31) & 255;
    }

    /** Four pixels of 24 bits are three ints. */
    private static void pack(int[] pixels, int width, byte[] to, int from) {
        int x = 0;
        int at = from;
        for (; x + 4 <= width; x += 4, at += 12) {
            four(pixels[x], pixels[x + 1], pixels[x + 2], pixels[x + 3], to, at);
        }
        for (; x < width; x++, at += 3) {
            one(pixels[x], to, at);
        }
    }

    private static void packApart(int[] even, int[] odd, int width, byte[] to, int from) {
        int x = 0;
        int at = from;
        for (; x + 4 <= width; x += 4, at += 12) {
            int i = x >> 1;
            four(even[i], odd[i], even[i + 1], odd[i + 1], to, at);
        }
        for (; x < width; x++, at += 3) {
            one(x % 2 == 0 ? even[x >> 1] : odd[x >> 1], to, at);
        }
    }

    private static void four(int first, int second, int third, int fourth, byte[] to, int at) {
        INTS.set(to, at, first << 8 | second >>> 16);
        INTS.set(to, at + 4, second << 16 | third >>> 8);
        INTS.set(to, at + 8, third << 24 | fourth);
    }

    private static void one(int pixel, byte[] to, int at) {
        to[at] = (byte) (pixel >> 16);
        to[at + 1] = (byte) (pixel >> 8);
        to[at + 2] = (byte) pixel;
    }
}
