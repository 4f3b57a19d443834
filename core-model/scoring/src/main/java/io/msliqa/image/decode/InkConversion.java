package io.msliqa.image.decode;

import io.msliqa.image.format.ByteView;
import io.msliqa.image.format.PictureHeader.Inks;
import java.awt.image.Raster;

/**
 * RGB of a JPEG picture of four components. They are taken as Adobe stores them, inverted (255 is no ink), as every
 * known writer does. With a CMYK profile the profile decides; without one a channel is {@code 255 (1 - ink) (1 -
 * black)}, rounded.
 */
final class InkConversion {

    private InkConversion() {}

    /** The components as RGB samples, interleaved. */
    static byte[] toRgb(Raster stored, Inks inks, ByteView profile) {
        int width = stored.getWidth();
        int height = stored.getHeight();
        byte[] paper = paper(stored, inks);
        byte[] ink = new byte[profile.length() == 0 ? 0 : paper.length];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = (byte) ~paper[i];
        }
        return ColourProfile.cmykToSrgb(ink, width, height, profile).orElseGet(() -> withoutProfile(paper));
    }

    /** The four components at each pixel, 255 where there is no ink. */
    private static byte[] paper(Raster stored, Inks inks) {
        int width = stored.getWidth();
        byte[] paper = new byte[4 * width * stored.getHeight()];
        int[] row = new int[4 * width];
        int target = 0;
        for (int y = 0; y < stored.getHeight(); y++) {
            stored.getPixels(stored.getMinX(), stored.getMinY() + y, width, 1, row);
            for (int x = 0; x < row.length; x += 4) {
                if (inks == Inks.YCCK) {
                    invertedYccToRgb(row, x);
                }
                for (int i = 0; i < 4; i++) {
                    paper[target++] = (byte) row[x + i];
                }
            }
        }
        return paper;
    }

    /** JFIF's conversion, inverted: libjpeg's YCCK is CMY taken for inverted RGB. */
    private static void invertedYccToRgb(int[] row, int x) {
        double luma = row[x];
        double blueness = row[x + 1] - 128;
        double redness = row[x + 2] - 128;
        row[x] = inverted(luma + 1.402 * redness);
        row[x + 1] = inverted(luma - 0.344136 * blueness - 0.714136 * redness);
        row[x + 2] = inverted(luma + 1.772 * blueness);
    }

    private static int inverted(double sample) {
        return 255 - (int) Math.round(Math.max(0, Math.min(255, sample)));
    }

    private static byte[] withoutProfile(byte[] paper) {
        byte[] rgb = new byte[paper.length / 4 * 3];
        for (int from = 0, to = 0; from < paper.length; from += 4, to += 3) {
            int light = paper[from + 3] & 0xFF;
            for (int i = 0; i < 3; i++) {
                rgb[to + i] = (byte) (((paper[from + i] & 0xFF) * light + 127) / 255);
            }
        }
        return rgb;
    }
}
