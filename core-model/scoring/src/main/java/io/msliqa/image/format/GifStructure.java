package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/**
 * Walks a GIF file's blocks to the end of its first frame, the one that counts; later frames are not looked at, so a
 * file cut within them still has its picture. The picture is as large as the screen that the file asks for, or as the
 * frame where it juts out.
 *
 * <p>Source: GIF89a Specification (CompuServe 1990).
 */
public final class GifStructure {

    /** The longest run a code can stand for, 4096 pixels, at 3 bits at least. */
    private static final long MOST_PIXELS_PER_BYTE = 4096L * 8 / 3;

    private GifStructure() {}

    public static PictureHeader scan(ByteView file) throws ImageException {
        int screenWidth = file.u16le(6);
        int screenHeight = file.u16le(8);
        long at = 13 + tableBytes(file.u8(10));
        while (true) {
            int block = file.u8(at);
            if (block == 0x2C) {
                return firstFrame(file, at, screenWidth, screenHeight);
            }
            if (block != 0x21) {
                throw PictureHeader.corrupt(
                        block == 0x3B
                                ? "The GIF file has no frame"
                                : "The GIF file has no block at byte " + at + ", where one must begin");
            }
            at = endOfSubBlocks(file, at + 2);
        }
    }

    private static PictureHeader firstFrame(ByteView file, long at, int screenWidth, int screenHeight)
            throws ImageException {
        int width = file.u16le(at + 5);
        int height = file.u16le(at + 7);
        if (width == 0 || height == 0) {
            throw PictureHeader.corrupt("The GIF file's first frame is " + width + " x " + height + " pixels");
        }
        long data = at + 10 + tableBytes(file.u8(at + 9));
        int codeBits = file.u8(data);
        if (codeBits < 1 || codeBits > 11) {
            throw PictureHeader.corrupt("The GIF file's first frame has codes of " + codeBits + " bits");
        }
        long end = endOfSubBlocks(file, data + 1);
        if ((long) width * height > (end - data) * MOST_PIXELS_PER_BYTE) {
            throw PictureHeader.corrupt("The GIF file has " + (end - data) + " bytes of picture data, too few for "
                    + width + " x " + height + " pixels");
        }
        int x = file.u16le(at + 1);
        int y = file.u16le(at + 3);
        return PictureHeader.of(Math.max(screenWidth, x + width), Math.max(screenHeight, y + height), file)
                .placed(x, y);
    }

    private static long tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
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
}
