package io.msliqa.image.format;

import io.msliqa.image.Capture;
import io.msliqa.image.ImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WebP file's chunks. Of an animation the first frame counts, on the canvas that the file asks for.
 *
 * <p>Source: RFC 9649.
 */
final class WebpFile implements StoredPicture {

    private static final int FIRST_CHUNK = 12;
    private static final int ALPHA_FLAG = 0x10;
    private static final int EXIF_FLAG = 0x08;

    private final ByteView file;
    private int width;
    private int height;
    private int frameX;
    private int frameY;
    private int frameWidth;
    private int frameHeight;
    private ByteView alpha = ByteView.NONE;
    private ByteView picture = ByteView.NONE;
    private ByteView profile = ByteView.NONE;
    private Capture capture = Capture.UNKNOWN;

    private WebpFile(ByteView file) {
        this.file = file;
    }

    static StoredPicture open(ByteView file) throws ImageException {
        WebpFile opened = new WebpFile(file);
        long end = 8 + file.u32le(4);
        file.require(0, end);
        String type = file.text(FIRST_CHUNK, 4);
        switch (type) {
            case "VP8 ", "VP8L" -> opened.take(FIRST_CHUNK);
            case "VP8X" -> opened.walk(end);
            default -> throw Problem.corrupt("The WebP file begins with the unknown chunk '" + type + "'");
        }
        opened.measure();
        return opened;
    }

    private void walk(long end) throws ImageException {
        boolean hasExif = (file.u8(20) & EXIF_FLAG) != 0;
        width = file.u24le(24) + 1;
        height = file.u24le(27) + 1;
        long at = FIRST_CHUNK;
        while (at + 8 <= end) {
            String type = file.text(at, 4);
            long length = file.u32le(at + 4);
            file.require(at, 8 + length);
            switch (type) {
                case "EXIF" -> capture = hasExif ? ExifReader.read(file.slice(at + 8, length)) : capture;
                case "ICCP" -> profile = profile.length() == 0 ? file.slice(at + 8, length) : profile;
                case "ANMF" -> frame(at, length);
                case "ALPH", "VP8 ", "VP8L" -> take(at);
                default -> {
                    // Other chunks hold no pixels.
                }
            }
            at += 8 + length + (length & 1);
        }
        if (picture.length() == 0) {
            throw Problem.corrupt("The WebP file has no picture");
        }
    }

    private void frame(long at, long length) throws ImageException {
        if (picture.length() > 0) {
            return;
        }
        frameX = 2 * file.u24le(at + 8);
        frameY = 2 * file.u24le(at + 11);
        long inner = at + 24;
        while (inner + 8 <= at + 8 + length && picture.length() == 0) {
            take(inner);
            long size = file.u32le(inner + 4);
            inner += 8 + size + (size & 1);
        }
    }

    private void take(long at) throws ImageException {
        if (picture.length() > 0) {
            return;
        }
        String type = file.text(at, 4);
        ByteView chunk = file.slice(at, 8 + file.u32le(at + 4));
        if (type.equals("ALPH")) {
            alpha = chunk;
        } else if (type.equals("VP8 ") || type.equals("VP8L")) {
            picture = chunk;
        }
    }

    private void measure() throws ImageException {
        boolean lossy = picture.startsWith("VP8 ");
        if (lossy) {
            if (!picture.hasText(11, "\u009D\u0001*")) {
                throw Problem.corrupt("The WebP file's picture does not begin with a key frame");
            }
            frameWidth = picture.u16le(14) & 0x3FFF;
            frameHeight = picture.u16le(16) & 0x3FFF;
        } else {
            if (picture.u8(8) != 0x2F) {
                throw Problem.corrupt("The WebP file's lossless picture does not begin with its signature");
            }
            long sides = picture.u32le(9);
            frameWidth = (int) (sides & 0x3FFF) + 1;
            frameHeight = (int) (sides >> 14 & 0x3FFF) + 1;
            alpha = ByteView.NONE;
        }
        if (width == 0) {
            width = Problem.side(frameWidth, "WebP");
            height = Problem.side(frameHeight, "WebP");
        }
        if (frameWidth < 1 || frameHeight < 1 || frameX + frameWidth > width || frameY + frameHeight > height) {
            throw Problem.corrupt("The WebP file's picture is " + frameWidth + " x " + frameHeight
                    + " pixels, its header says " + width + " x " + height);
        }
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
    public Capture capture() {
        return capture;
    }

    @Override
    public ByteView profile() {
        return profile;
    }

    @Override
    public Samples samples() throws ImageException {
        return NativeCodecs.webp(alone(), frameWidth, frameHeight).placed(width, height, frameX, frameY);
    }

    /** The frame that counts as a file of its own: no damaged or needless chunk reaches the codec. */
    private byte[] alone() {
        int extended = alpha.length() == 0 ? 0 : 18;
        int size = FIRST_CHUNK + extended + padded(alpha) + padded(picture);
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(text("RIFF")).putInt(size - 8).put(text("WEBP"));
        if (extended > 0) {
            bytes.put(text("VP8X")).putInt(10).putInt(ALPHA_FLAG);
            put24(bytes, frameWidth - 1);
            put24(bytes, frameHeight - 1);
            put(bytes, alpha);
        }
        put(bytes, picture);
        return bytes.array();
    }

    private static int padded(ByteView chunk) {
        return chunk.length() + (chunk.length() & 1);
    }

    private static void put(ByteBuffer bytes, ByteView chunk) {
        bytes.put(chunk.array(), chunk.start(), chunk.length());
        if ((chunk.length() & 1) == 1) {
            bytes.put((byte) 0);
        }
    }

    private static void put24(ByteBuffer bytes, int value) {
        bytes.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
