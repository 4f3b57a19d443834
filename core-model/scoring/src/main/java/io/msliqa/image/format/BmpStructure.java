package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/** Reads a BMP file's header and makes sure that all its rows lie within the file. */
public final class BmpStructure {

    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int BIT_FIELDS = 3;
    private static final int ALPHA_BIT_FIELDS = 6;

    private BmpStructure() {}

    public static PictureHeader scan(ByteView file) throws ImageException {
        long headerSize = file.u32le(FILE_HEADER);
        if (headerSize != CORE_HEADER && (headerSize < 16 || headerSize > 4096)) {
            throw PictureHeader.corrupt("The BMP file has a header of " + headerSize + " bytes");
        }
        file.require(FILE_HEADER, headerSize);
        boolean core = headerSize == CORE_HEADER;
        long width = core ? file.u16le(18) : (int) file.u32le(18);
        long height = core ? file.u16le(20) : Math.abs((long) (int) file.u32le(22));
        int bits = core ? file.u16le(24) : file.u16le(28);
        long compression = headerSize < 20 ? 0 : file.u32le(30);
        if (compression > ALPHA_BIT_FIELDS || compression == 4 || compression == 5) {
            throw PictureHeader.unsupported(
                    "The BMP file has the compression " + compression + ", which is not read here");
        }
        if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
            throw PictureHeader.corrupt("The BMP file has " + bits + " bits a pixel");
        }
        PictureHeader header = PictureHeader.of(width, height, file);
        long pixelsAt = file.u32le(10);
        if (pixelsAt < FILE_HEADER + headerSize) {
            throw PictureHeader.corrupt("The BMP file's pixels begin at byte " + pixelsAt + ", within its header");
        }
        boolean runs = compression == RLE8 || compression == RLE4;
        if (!runs && compression != 0 && compression != BIT_FIELDS && compression != ALPHA_BIT_FIELDS) {
            throw PictureHeader.corrupt("The BMP file has the compression " + compression);
        }
        file.require(pixelsAt, runs ? 2 : height * ((width * bits + 31) / 32 * 4));
        return header;
    }
}
