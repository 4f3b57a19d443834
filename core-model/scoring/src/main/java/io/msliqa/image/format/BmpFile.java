package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/**
 * A BMP file's header. The size that it gives for the file is not believed, and where it gives no place for its pixels,
 * they follow the palette.
 */
final class BmpFile implements StoredPicture {

    static final int RGB = 0;
    static final int RLE8 = 1;
    static final int RLE4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int ALPHA_BIT_FIELDS = 6;

    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int WINDOWS_HEADER = 40;

    private final ByteView file;
    private final int headerSize;
    private final int width;
    private final int height;
    private final boolean topDown;
    private final int bits;
    private final int compression;
    private final long paletteAt;
    private final int colours;
    private final long pixelsAt;

    private BmpFile(ByteView file) throws ImageException {
        this.file = file;
        long size = file.u32le(FILE_HEADER);
        if (size != CORE_HEADER && (size < 16 || size > 4096)) {
            throw Problem.corrupt("The BMP file has a header of " + size + " bytes");
        }
        headerSize = (int) size;
        file.require(FILE_HEADER, size);
        boolean core = headerSize == CORE_HEADER;
        int storedHeight = core ? file.u16le(20) : (int) file.u32le(22);
        width = Problem.side(core ? file.u16le(18) : (int) file.u32le(18), "BMP");
        height = Problem.side(Math.abs((long) storedHeight), "BMP");
        topDown = storedHeight < 0;
        bits = core ? file.u16le(24) : file.u16le(28);
        compression = headerSize < 20 ? RGB : (int) file.u32le(30);
        checkKind();
        int masks = headerSize != WINDOWS_HEADER
                ? 0
                : compression == BIT_FIELDS ? 12 : compression == ALPHA_BIT_FIELDS ? 16 : 0;
        paletteAt = FILE_HEADER + size + masks;
        int entry = core ? 3 : 4;
        long given = headerSize < 36 ? 0 : file.u32le(46);
        int most = bits > 8 ? 0 : 1 << bits;
        long stored = file.u32le(10);
        boolean placed = stored >= paletteAt;
        long room = placed ? (stored - paletteAt) / entry : most;
        colours = (int) Math.min(given > 0 && given < most ? given : most, room);
        pixelsAt = placed ? stored : paletteAt + (long) entry * colours;
        file.require(paletteAt, (long) entry * colours);
        checkLength();
    }

    static StoredPicture open(ByteView file) throws ImageException {
        return new BmpFile(file);
    }

    private void checkKind() throws ImageException {
        boolean os2 = headerSize > 12
                && headerSize != WINDOWS_HEADER
                && headerSize <= 64
                && headerSize != 52
                && headerSize != 56;
        if (os2 && (compression == 3 || compression == 4)) {
            throw Problem.unsupported("The BMP file is compressed as OS/2 does ("
                    + (compression == 3 ? "Huffman" : "RLE24") + "), which is not read here");
        }
        if (compression == 4 || compression == 5) {
            throw Problem.unsupported("The BMP file has a " + (compression == 4 ? "JPEG" : "PNG")
                    + " picture inside, which is not read here");
        }
        if (compression < 0 || compression > ALPHA_BIT_FIELDS) {
            throw Problem.unsupported("The BMP file has the compression " + compression + ", which is not read here");
        }
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
            throw Problem.corrupt("The BMP file has " + bits + " bits a pixel");
        }
        boolean fits =
                switch (compression) {
                    case RLE8 -> bits == 8;
                    case RLE4 -> bits == 4;
                    case BIT_FIELDS, ALPHA_BIT_FIELDS -> bits == 16 || bits == 32;
                    default -> true;
                };
        if (!fits) {
            throw Problem.corrupt(
                    "The BMP file has the compression " + compression + " with " + bits + " bits a pixel");
        }
    }

    private void checkLength() throws ImageException {
        if (isRuns()) {
            file.require(pixelsAt, 2);
            if ((long) width * height > (file.length() - pixelsAt) * 128L * 1024) {
                throw Problem.corrupt("The BMP file has " + (file.length() - pixelsAt)
                        + " bytes of picture data, too few for " + width + " x " + height + " pixels");
            }
        } else {
            file.require(pixelsAt, (height - 1) * rowBytes() + ((long) width * bits + 7) / 8);
        }
    }

    boolean isRuns() {
        return compression == RLE8 || compression == RLE4;
    }

    /** Bytes from row to row. */
    long rowBytes() {
        return ((long) width * bits + 31) / 32 * 4;
    }

    /** Where row {@code y} of the picture begins, if its rows are plain. */
    long rowAt(int y) {
        return pixelsAt + rowBytes() * storedRow(y);
    }

    int storedRow(int y) {
        return topDown ? y : height - 1 - y;
    }

    int bits() {
        return bits;
    }

    ByteView file() {
        return file;
    }

    /** What lies behind the palette, to the end of the file. */
    ByteView pixels() throws ImageException {
        return file.from(pixelsAt);
    }

    /** The palette's colours: red, green, blue. */
    byte[] palette() throws ImageException {
        int entry = headerSize == CORE_HEADER ? 3 : 4;
        byte[] palette = new byte[3 * colours];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) file.u8(paletteAt + (long) i / 3 * entry + 2 - i % 3);
        }
        return palette;
    }

    /** Which bits of a pixel are red, green, blue and alpha. */
    long[] masks() throws ImageException {
        boolean fields = compression == BIT_FIELDS || compression == ALPHA_BIT_FIELDS;
        if (!fields) {
            return bits == 16
                    ? new long[] {0x7C00, 0x3E0, 0x1F, 0}
                    : new long[] {0xFF0000, 0xFF00, 0xFF, headerSize >= 56 ? alphaMask() : 0};
        }
        boolean alpha = headerSize >= 56 || compression == ALPHA_BIT_FIELDS;
        return new long[] {file.u32le(54), file.u32le(58), file.u32le(62), alpha ? file.u32le(66) : 0};
    }

    private long alphaMask() throws ImageException {
        return bits == 32 && file.u32le(66) == 0xFF000000L ? 0xFF000000L : 0;
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
        return bits <= 8 ? new BmpPalette(this).read() : new BmpColours(this).read();
    }
}
