package io.msliqa.image.format;

import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;
import io.msliqa.image.jpeg.JpegPicture;

/**
 * Inks of a JPEG picture of four components. They are taken as Adobe stores them, inverted (255 is no ink), as every known
 * writer does.
 */
final class JpegInks {

    private JpegInks() {}

    /** @param plain whether the components are the inks themselves; otherwise they are luma, chroma and black */
    static Samples samples(JpegPicture picture, boolean plain) {
        byte[] stored = picture.samples();
        for (int at = 0; at < stored.length; at += 4) {
            if (!plain) {
                toInks(stored, at);
            }
            for (int i = at; i < at + 4; i++) {
                stored[i] = (byte) ~stored[i];
            }
        }
        return Samples.of8(picture.width(), picture.height(), Model.INK, Alpha.NONE, stored);
    }

    /** JFIF's conversion, inverted: libjpeg's YCCK is CMY taken for inverted RGB. */
    private static void toInks(byte[] stored, int at) {
        double luma = stored[at] & 0xFF;
        double blueness = (stored[at + 1] & 0xFF) - 128;
        double redness = (stored[at + 2] & 0xFF) - 128;
        stored[at] = inverted(luma + 1.402 * redness);
        stored[at + 1] = inverted(luma - 0.344136 * blueness - 0.714136 * redness);
        stored[at + 2] = inverted(luma + 1.772 * blueness);
    }

    private static byte inverted(double sample) {
        return (byte) (255 - (int) Math.round(Math.max(0, Math.min(255, sample))));
    }
}
