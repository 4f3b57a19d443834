package io.msliqa.image.decode;

import io.msliqa.image.format.Samples;
import io.msliqa.image.format.Samples.Alpha;

/** Takes the colours out of samples with alpha, as if the picture were opaque: profiles are made for such. */
final class StraightColours {

    private StraightColours() {}

    /** The colour channels, at 16 bits. */
    static short[] of(Samples stored) {
        int colours = stored.model().channels();
        int step = stored.channels();
        int pixels = stored.width() * stored.height();
        short[] straight = new short[Math.multiplyExact(colours, pixels)];
        for (int pixel = 0; pixel < pixels; pixel++) {
            int alpha = stored.alpha() == Alpha.ASSOCIATED ? at(stored, pixel * step + colours) : 65535;
            for (int c = 0; c < colours; c++) {
                long sample = at(stored, pixel * step + c);
                long whole = alpha == 0 ? 0 : Math.min(65535, (sample * 65535 + alpha / 2) / alpha);
                straight[pixel * colours + c] = (short) whole;
            }
        }
        return straight;
    }

    private static int at(Samples stored, int index) {
        return stored.isDeep() ? stored.shorts()[index] & 0xFFFF : (stored.bytes()[index] & 0xFF) * 257;
    }
}
