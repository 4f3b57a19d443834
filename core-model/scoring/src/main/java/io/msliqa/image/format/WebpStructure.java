package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/**
 * Walks a WebP file's chunks. Of an animation the first frame counts, on the canvas that the file asks for.
 *
 * <p>Source: RFC 9649.
 */
public final class WebpStructure {

    private static final int FIRST_CHUNK = 12;
    private static final int EXIF_FLAG = 0x08;

    private WebpStructure() {}

    public static PictureHeader scan(ByteView file) throws ImageException {
        long end = 8 + file.u32le(4);
        file.require(0, end);
        String type = file.text(FIRST_CHUNK, 4);
        return switch (type) {
            case "VP8 " -> lossy(file);
            case "VP8L" -> lossless(file);
            case "VP8X" -> extended(file, end);
            default -> throw PictureHeader.corrupt("The WebP file begins with the unknown chunk '" + type + "'");
        };
    }

    private static PictureHeader lossy(ByteView file) throws ImageException {
        file.require(FIRST_CHUNK, 8 + file.u32le(FIRST_CHUNK + 4));
        if (!file.hasText(23, "\u009D\u0001*")) {
            throw PictureHeader.corrupt("The WebP file's picture does not begin with a key frame");
        }
        return PictureHeader.of(file.u16le(26) & 0x3FFF, file.u16le(28) & 0x3FFF, file);
    }

    private static PictureHeader lossless(ByteView file) throws ImageException {
        file.require(FIRST_CHUNK, 8 + file.u32le(FIRST_CHUNK + 4));
        if (file.u8(20) != 0x2F) {
            throw PictureHeader.corrupt("The WebP file's lossless picture does not begin with its signature");
        }
        long sides = file.u32le(21);
        return PictureHeader.of((sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1, file);
    }

    private static PictureHeader extended(ByteView file, long end) throws ImageException {
        boolean hasExif = (file.u8(20) & EXIF_FLAG) != 0;
        PictureHeader header = PictureHeader.of(file.u24le(24) + 1L, file.u24le(27) + 1L, file);
        boolean picture = false;
        long at = FIRST_CHUNK;
        while (at + 8 <= end) {
            String type = file.text(at, 4);
            long length = file.u32le(at + 4);
            file.require(at, 8 + length);
            if (type.equals("EXIF") && hasExif) {
                header = header.turned(TiffDirectory.exifOrientation(file.slice(at + 8, length)));
            }
            if (type.equals("ANMF") && !picture) {
                header = header.placed(2 * file.u24le(at + 8), 2 * file.u24le(at + 11));
            }
            picture |= type.equals("VP8 ") || type.equals("VP8L") || type.equals("ANMF");
            at += 8 + length + (length & 1);
        }
        if (!picture) {
            throw PictureHeader.corrupt("The WebP file has no picture");
        }
        return header;
    }
}
