package io.msliqa.image.format;

import io.msliqa.image.Capture;
import io.msliqa.image.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A PNG file's chunks. A critical chunk with a wrong checksum is CORRUPT; an ancillary one is left out, as libpng does.
 * What is wrong behind the picture data costs nothing.
 *
 * <p>Source: PNG Specification, Third Edition (W3C).
 */
final class PngFile implements StoredPicture {

    static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";

    /** The most that deflate shrinks anything: a match of 258 bytes in 2 bits. */
    private static final long MOST_DEFLATION = 1032;

    private final ByteView file;
    private PngHeader header;
    private ByteView palette = ByteView.NONE;
    private ByteView transparency = ByteView.NONE;
    private final List<ByteView> data = new ArrayList<>();
    private long dataBytes;
    private boolean ended;
    private Capture capture = Capture.UNKNOWN;
    private final PngColours colours = new PngColours();

    private PngFile(ByteView file) {
        this.file = file;
    }

    static StoredPicture open(ByteView file) throws ImageException {
        PngFile picture = new PngFile(file);
        picture.walk();
        return picture;
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

    private void walk() throws ImageException {
        long at = SIGNATURE.length();
        try {
            while (!ended) {
                long length = file.u32be(at);
                String type = file.text(at + 4, 4);
                checkType(type, at);
                file.require(at, length + 12);
                read(type, at, (int) length);
                at += length + 12;
            }
        } catch (ImageException e) {
            // Behind whole picture data nothing is missed; the decoder sees whether it is whole.
            boolean inData = at + 8 <= file.length() && file.text(at + 4, 4).equals("IDAT");
            if (data.isEmpty() || inData) {
                throw e;
            }
        }
        if (data.isEmpty()) {
            throw Problem.corrupt("The PNG file has no picture data (no IDAT chunk)");
        }
        if (header.isPalette() && palette.length() == 0) {
            throw Problem.corrupt("The PNG file is a palette picture without a palette");
        }
        if (header.storedBytes() > (double) dataBytes * MOST_DEFLATION + 4096) {
            throw Problem.corrupt("The PNG file has " + dataBytes + " bytes of picture data, too few for "
                    + header.width() + " x " + header.height() + " pixels");
        }
    }

    private void checkType(String type, long at) throws ImageException {
        if (!type.chars().allMatch(PngFile::isLetter)) {
            throw Problem.corrupt("The PNG file has no chunk at byte " + at + ", where one must begin");
        }
        if (type.equals("CgBI")) {
            throw Problem.unsupported("The file is Apple's variant of PNG (CgBI), which is not read here");
        }
        if ((at == SIGNATURE.length()) != type.equals("IHDR")) {
            throw Problem.corrupt("The PNG file has the chunk " + type + " at byte " + at + ", out of order");
        }
    }

    private static boolean isLetter(int character) {
        return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    private void read(String type, long at, int length) throws ImageException {
        if (type.equals("IEND")) {
            ended = true;
            return;
        }
        boolean critical = Character.isUpperCase(type.charAt(0));
        if (!critical && !PngColours.isColour(type) && !type.equals("tRNS") && !type.equals("eXIf")) {
            return;
        }
        if (!checksumIsRight(at, length)) {
            if (critical) {
                throw Problem.corrupt("The PNG file's chunk " + type + " at byte " + at + " has a wrong checksum");
            }
            return;
        }
        ByteView content = file.slice(at + 8, length);
        switch (type) {
            case "IHDR" -> header = PngHeader.read(content);
            case "PLTE" -> readPalette(content);
            case "IDAT" -> {
                data.add(content);
                dataBytes += length;
            }
            case "tRNS" -> {
                boolean fits = header.transparencyFits(length, palette.length() / 3);
                transparency = data.isEmpty() && fits ? content : transparency;
            }
            case "eXIf" -> capture = ExifReader.read(content);
            default -> {
                if (critical) {
                    throw Problem.corrupt("The PNG file has an unknown critical chunk, " + type);
                }
                colours.add(type, content);
            }
        }
    }

    private boolean checksumIsRight(long at, int length) throws ImageException {
        CRC32 checksum = new CRC32();
        checksum.update(file.array(), file.start() + (int) at + 4, length + 4);
        return checksum.getValue() == file.u32be(at + 8 + length);
    }

    /** A palette elsewhere than in a palette picture is only a suggestion. */
    private void readPalette(ByteView content) throws ImageException {
        int length = content.length();
        if (length == 0 || length % 3 != 0 || length > 768) {
            throw Problem.corrupt("The PNG palette has " + length + " bytes, no multiple of 3 up to 768");
        }
        if (palette.length() == 0 && header.isPalette()) {
            palette = content;
        }
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    @Override
    public Capture capture() {
        return capture;
    }

    @Override
    public ByteView profile() {
        return colours.profile(header.isGrey());
    }

    @Override
    public Samples samples() throws ImageException {
        colours.checkReadable();
        return new PngPixels(header, palette, transparency, new PngData(data, ended)).read();
    }
}
