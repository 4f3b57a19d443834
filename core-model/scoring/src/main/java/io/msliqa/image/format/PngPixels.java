package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/** Turns a PNG file's rows into samples: filters, interlacing, palette, transparent colour. */
final class PngPixels {

    /** Adam7: first column, first row, and the steps from there, pass by pass. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    private final PngHeader header;
    private final PngData data;
    private final boolean transparent;
    private final int[] keyColour = new int[3];
    private final byte[] palette;
    private final Samples.Model model;
    private final int channels;
    private byte[] bytes = {};
    private short[] shorts = {};

    PngPixels(PngHeader header, ByteView palette, ByteView transparency, PngData data) throws ImageException {
        this.header = header;
        this.data = data;
        transparent = transparency.length() > 0;
        model = header.isGrey() ? Model.GREY : Model.RGB;
        channels = model.channels() + (transparent || header.hasAlpha() ? 1 : 0);
        this.palette = new byte[4 * 256];
        for (int i = 0; i < 256; i++) {
            // An index beyond the palette is black, as libpng has it.
            for (int c = 0; c < 3 && 3 * i < palette.length(); c++) {
                this.palette[4 * i + c] = (byte) palette.u8(3L * i + c);
            }
            this.palette[4 * i + 3] = (byte) (i < transparency.length() ? transparency.u8(i) : 255);
        }
        for (int i = 0; !header.isPalette() && 2 * i < transparency.length(); i++) {
            keyColour[i] = transparency.u16be(2L * i);
        }
    }

    Samples read() throws ImageException {
        int width = header.width();
        int height = header.height();
        if (header.depth() == 16) {
            shorts = new short[Math.multiplyExact(channels, Math.multiplyExact(width, height))];
        } else {
            bytes = new byte[Math.multiplyExact(channels, Math.multiplyExact(width, height))];
        }
        try (data) {
            for (int[] pass : header.interlaced() ? PASSES : WHOLE) {
                pass(pass[0], pass[1], pass[2], pass[3]);
            }
        }
        Alpha alpha = channels > model.channels() ? Alpha.STRAIGHT : Alpha.NONE;
        return header.depth() == 16
                ? Samples.of16(width, height, model, alpha, shorts)
                : Samples.of8(width, height, model, alpha, bytes);
    }

    private void pass(int firstX, int firstY, int stepX, int stepY) throws ImageException {
        int columns = (header.width() - firstX + stepX - 1) / stepX;
        int rows = (header.height() - firstY + stepY - 1) / stepY;
        if (columns <= 0 || rows <= 0) {
            return;
        }
        int length = (int) header.rowBytes(columns);
        int back = Math.max(1, header.bitsPerPixel() / 8);
        byte[] above = new byte[length + 1];
        byte[] row = new byte[length + 1];
        for (int y = 0; y < rows; y++) {
            data.read(row, 0, length + 1);
            PngFilter.undo(row, above, length, back);
            int at = (firstY + y * stepY) * header.width() + firstX;
            unpack(row, columns, channels * at, channels * stepX);
            byte[] swap = above;
            above = row;
            row = swap;
            if ((y & 63) == 0) {
                Problem.checkStopped();
            }
        }
    }

    /** Unpacks a row, whose pixels begin at its second byte, to every {@code step}th sample. */
    private void unpack(byte[] row, int columns, int to, int step) {
        int stored = header.channels();
        if (header.depth() == 16) {
            for (int x = 0, from = 1, at = to; x < columns; x++, from += 2 * stored, at += step) {
                deep(row, from, at, stored);
            }
        } else if (header.isPalette()) {
            for (int x = 0, at = to; x < columns; x++, at += step) {
                System.arraycopy(palette, 4 * small(row, x), bytes, at, channels);
            }
        } else if (header.depth() < 8) {
            int white = (1 << header.depth()) - 1;
            for (int x = 0, at = to; x < columns; x++, at += step) {
                int value = small(row, x);
                bytes[at] = SampleDepth.to8(value, white);
                if (transparent) {
                    bytes[at + 1] = (byte) (value == keyColour[0] ? 0 : 255);
                }
            }
        } else if (step == stored) {
            System.arraycopy(row, 1, bytes, to, stored * columns);
        } else {
            for (int x = 0, from = 1, at = to; x < columns; x++, from += stored, at += step) {
                plain(row, from, at, stored);
            }
        }
    }

    private int small(byte[] row, int x) {
        int depth = header.depth();
        int bit = x * depth;
        return (row[1 + (bit >> 3)] & 0xFF) >> (8 - depth - (bit & 7)) & (1 << depth) - 1;
    }

    private void plain(byte[] row, int from, int to, int stored) {
        boolean isKey = transparent;
        for (int c = 0; c < stored; c++) {
            bytes[to + c] = row[from + c];
            isKey &= (row[from + c] & 0xFF) == keyColour[Math.min(c, 2)];
        }
        if (transparent) {
            bytes[to + stored] = (byte) (isKey ? 0 : 255);
        }
    }

    private void deep(byte[] row, int from, int to, int stored) {
        boolean isKey = transparent;
        for (int c = 0; c < stored; c++) {
            int value = (row[from + 2 * c] & 0xFF) << 8 | (row[from + 2 * c + 1] & 0xFF);
            shorts[to + c] = (short) value;
            isKey &= value == keyColour[Math.min(c, 2)];
        }
        if (transparent) {
            shorts[to + stored] = (short) (isKey ? 0 : 0xFFFF);
        }
    }
}
