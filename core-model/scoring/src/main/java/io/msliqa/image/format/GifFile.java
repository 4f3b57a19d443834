package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.format.Samples.Alpha;
import io.msliqa.image.format.Samples.Model;

/**
 * A GIF file to the end of its first frame, the one that counts; later frames are not looked at, so a file cut within them
 * still has its picture. The picture is as large as the screen that the file asks for, or as the frame where it juts out.
 *
 * <p>Source: GIF89a Specification (CompuServe 1990).
 */
final class GifFile implements StoredPicture {

    /** The longest run a code can stand for, 4096 pixels, at 3 bits at least. */
    private static final long MOST_PIXELS_PER_BYTE = 4096L * 8 / 3;

    private static final int NONE = -1;

    private final ByteView file;
    private final int width;
    private final int height;
    private final long frame;
    private final int transparent;

    private GifFile(ByteView file, long frame, int transparent) throws ImageException {
        this.file = file;
        this.frame = frame;
        this.transparent = transparent;
        if (frameWidth() == 0 || frameHeight() == 0) {
            throw Problem.corrupt("The GIF file's first frame is " + frameWidth() + " x " + frameHeight() + " pixels");
        }
        width = Math.max(file.u16le(6), file.u16le(frame + 1) + frameWidth());
        height = Math.max(file.u16le(8), file.u16le(frame + 3) + frameHeight());
        if ((long) frameWidth() * frameHeight() > (file.length() - frame) * MOST_PIXELS_PER_BYTE) {
            throw Problem.corrupt("The GIF file has " + (file.length() - frame) + " bytes of picture data, too few for "
                    + frameWidth() + " x " + frameHeight() + " pixels");
        }
    }

    static StoredPicture open(ByteView file) throws ImageException {
        long at = 13 + tableBytes(file.u8(10));
        int transparent = NONE;
        while (true) {
            int block = file.u8(at);
            if (block == 0x2C) {
                return new GifFile(file, at, transparent);
            }
            if (block != 0x21) {
                throw Problem.corrupt(
                        block == 0x3B
                                ? "The GIF file has no frame"
                                : "The GIF file has no block at byte " + at + ", where one must begin");
            }
            if (file.u8(at + 1) == 0xF9 && file.u8(at + 2) == 4) {
                transparent = (file.u8(at + 3) & 1) == 1 ? file.u8(at + 6) : NONE;
            }
            at = endOfSubBlocks(file, at + 2);
        }
    }

    private static long endOfSubBlocks(ByteView file, long from) throws ImageException {
        long at = from;
        int length = file.u8(at);
        while (length > 0) {
            at += 1 + length;
            length = file.u8(at);
        }
        return at + 1;
    }

    private static long tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    private int frameWidth() throws ImageException {
        return file.u16le(frame + 5);
    }

    private int frameHeight() throws ImageException {
        return file.u16le(frame + 7);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Samples samples() throws ImageException {
        int columns = frameWidth();
        int rows = frameHeight();
        int flags = file.u8(frame + 9);
        byte[] indices = new GifCode(file, frame + 10 + tableBytes(flags)).decode(Math.multiplyExact(columns, rows));
        byte[] colours = colours(flags);
        int channels = transparent == NONE ? 3 : 4;
        byte[] samples = new byte[Math.multiplyExact(channels, indices.length)];
        boolean interlaced = (flags & 0x40) != 0;
        for (int row = 0; row < rows; row++) {
            int to = channels * columns * (interlaced ? interlacedRow(row, rows) : row);
            for (int i = row * columns; i < (row + 1) * columns; i++, to += channels) {
                int index = indices[i] & 0xFF;
                if (3 * index >= colours.length && index != transparent) {
                    throw Problem.corrupt("The GIF file is damaged. Its picture uses the colour " + index + " of "
                            + colours.length / 3);
                }
                if (index != transparent) {
                    System.arraycopy(colours, 3 * index, samples, to, 3);
                    if (channels == 4) {
                        samples[to + 3] = -1;
                    }
                }
            }
        }
        Alpha alpha = channels == 4 ? Alpha.STRAIGHT : Alpha.NONE;
        return Samples.of8(columns, rows, Model.RGB, alpha, samples)
                .placed(width, height, file.u16le(frame + 1), file.u16le(frame + 3));
    }

    /** The frame's own table, or the file's; where there is neither, an index is a shade of grey, as others have it. */
    private byte[] colours(int flags) throws ImageException {
        if ((flags & 0x80) != 0) {
            return file.slice(frame + 10, tableBytes(flags)).copy();
        }
        int all = file.u8(10);
        if ((all & 0x80) != 0) {
            return file.slice(13, tableBytes(all)).copy();
        }
        byte[] greys = new byte[3 * 256];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (i / 3);
        }
        return greys;
    }

    private static int interlacedRow(int stored, int rows) {
        int left = stored;
        for (int[] pass : new int[][] {{0, 8}, {4, 8}, {2, 4}, {1, 2}}) {
            int count = (rows - pass[0] + pass[1] - 1) / pass[1];
            if (left < count) {
                return pass[0] + left * pass[1];
            }
            left -= Math.max(0, count);
        }
        return rows - 1;
    }
}
