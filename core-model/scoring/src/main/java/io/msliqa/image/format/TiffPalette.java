package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/** The colours of a palette page: all reds, then all greens, then all blues, of 16 bits each. */
final class TiffPalette {

    private final TiffDirectory page;
    private final TiffPage layout;

    TiffPalette(TiffDirectory page, TiffPage layout) {
        this.page = page;
        this.layout = layout;
    }

    Samples colours(int[] indices) throws ImageException {
        int count = (int) page.count(TiffTag.COLOUR_MAP) / 3;
        if (count == 0) {
            throw Problem.corrupt("The TIFF file is a palette picture without a palette");
        }
        int[] stored = new int[3 * count];
        int most = 0;
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (int) page.element(TiffTag.COLOUR_MAP, i);
            most = Math.max(most, stored[i]);
        }
        int shift = most < 256 ? 0 : 8; // some writers store 8 bits
        byte[] samples = new byte[Math.multiplyExact(3, indices.length)];
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] >= count) {
                throw Problem.corrupt("The TIFF file is damaged. Its picture uses the colour " + indices[i]
                        + " of a palette of " + count);
            }
            for (int c = 0; c < 3; c++) {
                samples[3 * i + c] = (byte) (stored[c * count + indices[i]] >> shift);
            }
        }
        return Samples.of8(layout.width(), layout.height(), Model.RGB, Alpha.NONE, samples);
    }
}
