package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/** Reads BMP pixels that are numbers of palette colours, plain or as runs. */
final class BmpPalette {

    private final BmpFile file;
    private final int width;
    private final int height;
    private final byte[] indices;

    BmpPalette(BmpFile file) {
        this.file = file;
        width = file.width();
        height = file.height();
        indices = new byte[Math.multiplyExact(width, height)];
    }

    Samples read() throws ImageException {
        if (file.isRuns()) {
            runs(file.pixels());
        } else {
            plain();
        }
        byte[] palette = file.palette();
        byte[] samples = new byte[Math.multiplyExact(3, indices.length)];
        for (int i = 0; i < indices.length; i++) {
            int from = 3 * (indices[i] & 0xFF);
            if (from >= palette.length) {
                throw Problem.corrupt("The BMP file is damaged. Its picture uses the colour " + from / 3
                        + " of a palette of " + palette.length / 3);
            }
            samples[3 * i] = palette[from];
            samples[3 * i + 1] = palette[from + 1];
            samples[3 * i + 2] = palette[from + 2];
        }
        return Samples.of8(width, height, Model.RGB, Alpha.NONE, samples);
    }

    private void plain() throws ImageException {
        int bits = file.bits();
        int mask = (1 << bits) - 1;
        byte[] bytes = file.file().array();
        for (int y = 0; y < height; y++) {
            int from = file.file().start() + (int) file.rowAt(y);
            for (int x = 0; x < width; x++) {
                int bit = x * bits;
                indices[y * width + x] = (byte) (bytes[from + (bit >> 3)] >> (8 - bits - (bit & 7)) & mask);
            }
        }
    }

    /** Runs and literal stretches, bottom row first; what is left out is the colour 0. */
    private void runs(ByteView data) throws ImageException {
        boolean nibbles = file.bits() == 4;
        long at = 0;
        int x = 0;
        int row = 0;
        while (row < height) {
            if (at + 2 > data.length()) {
                if (row == height - 1 && x >= width) {
                    return;
                }
                throw Problem.truncated("The BMP file ends in row " + row + " of " + height);
            }
            int count = data.u8(at);
            int value = data.u8(at + 1);
            at += 2;
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    put(x + i, row, !nibbles ? value : i % 2 == 0 ? value >> 4 : value & 15);
                }
                x += count;
            } else if (value == 0) {
                x = 0;
                row++;
            } else if (value == 1) {
                return;
            } else if (value == 2) {
                x += data.u8(at);
                row += data.u8(at + 1);
                at += 2;
            } else {
                for (int i = 0; i < value; i++) {
                    int stored = data.u8(at + (nibbles ? i / 2 : i));
                    put(x + i, row, !nibbles ? stored : i % 2 == 0 ? stored >> 4 : stored & 15);
                }
                x += value;
                int bytes = nibbles ? (value + 1) / 2 : value;
                at += bytes + (bytes & 1);
            }
        }
    }

    /** Runs of pairs may jut out by one; more is no picture. */
    private void put(int x, int row, int index) throws ImageException {
        if (x > width) {
            throw Problem.corrupt("The BMP file is damaged. Row " + row + " has more than " + width + " pixels");
        }
        if (x < width) {
            indices[file.storedRow(row) * width + x] = (byte) index;
        }
    }
}
