package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/** What a PNG file's IHDR chunk says. */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {

    private static final int PALETTE = 3;
    private static final int[] CHANNELS = {1, 0, 3, 1, 2, 0, 4};
    /** Allowed bit depths by colour type, a bit for each depth. */
    private static final int[] DEPTHS = {
        1 << 1 | 1 << 2 | 1 << 4 | 1 << 8 | 1 << 16,
        0,
        1 << 8 | 1 << 16,
        1 << 1 | 1 << 2 | 1 << 4 | 1 << 8,
        1 << 8 | 1 << 16,
        0,
        1 << 8 | 1 << 16
    };

    static PngHeader read(ByteView data) throws ImageException {
        if (data.length() != 13) {
            throw Problem.corrupt("The PNG header has " + data.length() + " bytes instead of 13");
        }
        int depth = data.u8(8);
        int colourType = data.u8(9);
        if (colourType >= CHANNELS.length || CHANNELS[colourType] == 0) {
            throw Problem.corrupt("The PNG header has the colour type " + colourType + ", which does not exist");
        }
        if (depth > 16 || (DEPTHS[colourType] >> depth & 1) == 0) {
            throw Problem.corrupt("The PNG header has " + depth + " bits a sample, which the colour type " + colourType
                    + " does not allow");
        }
        if (data.u8(10) != 0 || data.u8(11) != 0 || data.u8(12) > 1) {
            throw Problem.corrupt("The PNG header has an unknown compression, filter or interlacing method");
        }
        return new PngHeader(
                Problem.side(data.u32be(0), "PNG"),
                Problem.side(data.u32be(4), "PNG"),
                depth,
                colourType,
                data.u8(12) == 1);
    }

    boolean isPalette() {
        return colourType == PALETTE;
    }

    boolean isGrey() {
        return colourType == 0 || colourType == 4;
    }

    boolean hasAlpha() {
        return colourType >= 4;
    }

    int channels() {
        return CHANNELS[colourType];
    }

    int bitsPerPixel() {
        return channels() * depth;
    }

    /** Bytes of a row of so many pixels, without its filter byte. */
    long rowBytes(long pixels) {
        return (pixels * bitsPerPixel() + 7) / 8;
    }

    /** About how many bytes the picture data is, once inflated. */
    double storedBytes() {
        return (double) height * (1 + rowBytes(width));
    }

    boolean transparencyFits(int length, int colours) {
        return switch (colourType) {
            case 0 -> length == 2;
            case 2 -> length == 6;
            case PALETTE -> colours > 0 && length >= 1 && length <= 256;
            default -> false;
        };
    }
}
