package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import io.msliqa.image.Orientation;
import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * Walks a PNG file's chunks to its end chunk. A critical chunk with a wrong checksum is CORRUPT; an ancillary one is left
 * out, as libpng does. The codec gets the header, palette, transparency and picture data only, so no damaged or
 * exploding comment reaches it.
 *
 * <p>Source: PNG Specification, Third Edition (W3C).
 */
public final class PngStructure {

    static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";

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

    /** The most that deflate shrinks anything: a match of 258 bytes in 2 bits. */
    private static final long MOST_DEFLATION = 1032;

    private final ByteView file;
    private final ByteArrayOutputStream kept;
    private long width;
    private long height;
    private int depth;
    private int colourType;
    private boolean paletteSeen;
    private long dataBytes;
    private Orientation orientation = Orientation.UPRIGHT;
    private ByteView profile = ByteView.NONE;

    private PngStructure(ByteView file) {
        this.file = file;
        this.kept = new ByteArrayOutputStream(file.length());
    }

    public static PictureHeader scan(ByteView file) throws ImageException {
        return new PngStructure(file).scan();
    }

    /** Whether this is a PNG file whose first bytes were damaged, as by a transfer in text mode. */
    static boolean hasDamagedSignature(ByteView file) {
        for (int at = 8; at <= 16; at++) {
            if (file.hasText(at, "IHDR")) {
                return true;
            }
        }
        return false;
    }

    private PictureHeader scan() throws ImageException {
        kept.write(file.array(), file.start(), SIGNATURE.length());
        long at = SIGNATURE.length();
        String type = "";
        while (!type.equals("IEND")) {
            long length = file.u32be(at);
            type = file.text(at + 4, 4);
            checkType(type, at);
            file.require(at, length + 12);
            read(type, at, (int) length);
            at += length + 12;
        }
        if (dataBytes == 0) {
            throw PictureHeader.corrupt("The PNG file has no picture data (no IDAT chunk)");
        }
        checkDataBytes();
        return PictureHeader.of(width, height, new ByteView(kept.toByteArray()))
                .turned(orientation)
                .coloured(profile);
    }

    private void checkType(String type, long at) throws ImageException {
        for (int i = 0; i < 4; i++) {
            char letter = type.charAt(i);
            if (!isLetter(letter)) {
                throw PictureHeader.corrupt("The PNG file has no chunk at byte " + at + ", where one must begin");
            }
        }
        if (type.equals("CgBI")) {
            throw PictureHeader.unsupported("The file is Apple's variant of PNG (CgBI), which is not read here");
        }
        if ((at == SIGNATURE.length()) != type.equals("IHDR")) {
            throw PictureHeader.corrupt("The PNG file has the chunk " + type + " at byte " + at + ", out of order");
        }
    }

    private static boolean isLetter(char character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    private void read(String type, long at, int length) throws ImageException {
        boolean critical = Character.isUpperCase(type.charAt(0));
        boolean wanted = critical || type.equals("tRNS") || type.equals("eXIf") || type.equals("iCCP");
        if (!wanted) {
            return;
        }
        if (!checksumIsRight(at, length)) {
            if (critical) {
                throw PictureHeader.corrupt(
                        "The PNG file's chunk " + type + " at byte " + at + " has a wrong checksum");
            }
            return;
        }
        ByteView data = file.slice(at + 8, length);
        boolean keep = true;
        switch (type) {
            case "IHDR" -> readHeader(data);
            case "PLTE" -> keep = readPalette(length);
            case "IDAT" -> dataBytes += length;
            case "tRNS" -> keep = dataBytes == 0 && transparencyFits(length);
            case "eXIf" -> {
                orientation = TiffDirectory.exifOrientation(data);
                keep = false;
            }
            case "iCCP" -> {
                profile = PngProfile.inflated(data);
                keep = false;
            }
            case "IEND" -> {}
            default -> throw PictureHeader.corrupt("The PNG file has an unknown critical chunk, " + type);
        }
        if (keep) {
            kept.write(file.array(), file.start() + (int) at, length + 12);
        }
    }

    private boolean checksumIsRight(long at, int length) throws ImageException {
        CRC32 checksum = new CRC32();
        checksum.update(file.array(), file.start() + (int) at + 4, length + 4);
        return checksum.getValue() == file.u32be(at + 8 + length);
    }

    private void readHeader(ByteView data) throws ImageException {
        if (data.length() != 13) {
            throw PictureHeader.corrupt("The PNG header has " + data.length() + " bytes instead of 13");
        }
        width = data.u32be(0);
        height = data.u32be(4);
        depth = data.u8(8);
        colourType = data.u8(9);
        if (colourType >= CHANNELS.length || CHANNELS[colourType] == 0) {
            throw PictureHeader.corrupt("The PNG header has the colour type " + colourType + ", which does not exist");
        }
        if (depth > 16 || (DEPTHS[colourType] >> depth & 1) == 0) {
            throw PictureHeader.corrupt("The PNG header has " + depth + " bits a sample, which the colour type "
                    + colourType + " does not allow");
        }
        if (data.u8(10) != 0 || data.u8(11) != 0 || data.u8(12) > 1) {
            throw PictureHeader.corrupt("The PNG header has an unknown compression, filter or interlacing method");
        }
        if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw PictureHeader.corrupt(
                    "The PNG header says " + width + " x " + height + " pixels, which no picture has");
        }
    }

    /** A palette elsewhere than in a palette picture is only a suggestion. */
    private boolean readPalette(int length) throws ImageException {
        if (length == 0 || length % 3 != 0 || length > 768) {
            throw PictureHeader.corrupt("The PNG palette has " + length + " bytes, no multiple of 3 up to 768");
        }
        boolean first = !paletteSeen;
        paletteSeen = true;
        return first && colourType == PALETTE;
    }

    private boolean transparencyFits(int length) {
        return switch (colourType) {
            case 0 -> length == 2;
            case 2 -> length == 6;
            case PALETTE -> paletteSeen && length >= 1 && length <= 256;
            default -> false;
        };
    }

    private void checkDataBytes() throws ImageException {
        if (colourType == PALETTE && !paletteSeen) {
            throw PictureHeader.corrupt("The PNG file is a palette picture without a palette");
        }
        double rows = (double) height * (1 + (width * CHANNELS[colourType] * depth + 7) / 8);
        if (rows > (double) dataBytes * MOST_DEFLATION + 4096) {
            throw PictureHeader.corrupt("The PNG file has " + dataBytes + " bytes of picture data, too few for " + width
                    + " x " + height + " pixels");
        }
    }
}
