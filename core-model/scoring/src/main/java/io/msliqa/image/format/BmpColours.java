package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/** Reads BMP pixels of 16, 24 and 32 bits. */
final class BmpColours {

    private final BmpFile file;
    private final long[] masks;

    BmpColours(BmpFile file) throws ImageException {
        this.file = file;
        this.masks = file.masks();
        for (int i = 0; i < 3; i++) {
            if (file.bits() != 24 && masks[i] == 0) {
                throw Problem.corrupt("The BMP file has no bits for one of its colours");
            }
        }
    }

    Samples read() throws ImageException {
        int width = file.width();
        int height = file.height();
        boolean alpha = file.bits() == 32 && masks[3] != 0 && anyOpaque();
        int channels = alpha ? 4 : 3;
        byte[] samples = new byte[Math.multiplyExact(channels, Math.multiplyExact(width, height))];
        byte[] bytes = file.file().array();
        int to = 0;
        for (int y = 0; y < height; y++) {
            int from = file.file().start() + (int) file.rowAt(y);
            for (int x = 0; x < width; x++, to += channels) {
                if (file.bits() == 24) {
                    samples[to] = bytes[from + 3 * x + 2];
                    samples[to + 1] = bytes[from + 3 * x + 1];
                    samples[to + 2] = bytes[from + 3 * x];
                } else {
                    long pixel = pixel(bytes, from, x);
                    for (int c = 0; c < channels; c++) {
                        samples[to + c] = sample(pixel, masks[c]);
                    }
                }
            }
            Problem.checkStopped();
        }
        return Samples.of8(width, height, Model.RGB, alpha ? Alpha.STRAIGHT : Alpha.NONE, samples);
    }

    private long pixel(byte[] bytes, int from, int x) {
        if (file.bits() == 16) {
            int at = from + 2 * x;
            return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
        }
        int at = from + 4 * x;
        return (bytes[at] & 0xFF)
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFFL) << 24;
    }

    private static byte sample(long pixel, long mask) {
        int shift = Long.numberOfTrailingZeros(mask);
        long white = mask >>> shift;
        return (byte) ((2 * 255 * ((pixel & mask) >>> shift) + white) / (2 * white));
    }

    /** Many files say that they have alpha, and leave it 0 everywhere. */
    private boolean anyOpaque() {
        byte[] bytes = file.file().array();
        for (int y = 0; y < file.height(); y++) {
            int from = file.file().start() + (int) file.rowAt(y);
            for (int x = 0; x < file.width(); x++) {
                if ((pixel(bytes, from, x) & masks[3]) != 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
