package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/**
 * A JPEG 2000 file's boxes and the head of its code stream. OpenJPEG gets only what it is asked for: one or three
 * channels of 8 bits, all of the same size; everything else is refused by name, before it sees a byte.
 *
 * <p>Source: ITU-T T.800, annexes A and I.
 */
final class Jpeg2000File implements StoredPicture {

    private static final String SIGNATURE = "\0\0\0\fjP  \r\n\u0087\n";
    private static final String CODE_STREAM = "\u00FFO\u00FFQ";
    private static final int SRGB = 16;
    private static final int GREY = 17;

    private final ByteView file;
    private int width;
    private int height;
    private int channels;
    private ByteView profile = ByteView.NONE;

    private Jpeg2000File(ByteView file) {
        this.file = file;
    }

    /** Whether a file begins as these do. */
    static boolean is(ByteView file) {
        return file.startsWith(SIGNATURE) || file.startsWith(CODE_STREAM);
    }

    static StoredPicture open(ByteView file) throws ImageException {
        Jpeg2000File picture = new Jpeg2000File(file);
        if (file.startsWith(CODE_STREAM)) {
            picture.size(0);
        } else {
            picture.boxes(0, file.length());
        }
        if (picture.channels == 0) {
            throw Problem.truncated("The JPEG 2000 file ends before its picture");
        }
        return picture;
    }

    private void boxes(long from, long end) throws ImageException {
        long at = from;
        while (at + 8 <= end && channels == 0) {
            long length = file.u32be(at);
            String type = file.text(at + 4, 4);
            int head = 8;
            if (length == 1) {
                length = file.u32be(at + 8) << 32 | file.u32be(at + 12);
                head = 16;
            } else if (length == 0) {
                length = end - at;
            }
            if (length < head) {
                throw Problem.corrupt("The JPEG 2000 file's box at byte " + at + " is " + length + " bytes long");
            }
            switch (type) {
                case "jp2h" -> {
                    file.require(at, length);
                    boxes(at + 8, at + length);
                }
                case "colr" -> colours(at + head, length - head);
                case "pclr" -> throw unread("a palette");
                case "cdef" -> throw unread("transparency");
                case "jp2c" -> {
                    file.require(at, length);
                    size(at + head);
                }
                default -> {
                    // Other boxes say nothing of colours.
                }
            }
            at += length;
        }
    }

    private void colours(long at, long length) throws ImageException {
        int method = file.u8(at);
        if (method == 1) {
            long space = file.u32be(at + 3);
            if (space != SRGB && space != GREY) {
                throw unread("the colours " + space);
            }
        } else if (method == 2 && profile.length() == 0) {
            profile = file.slice(at + 3, length - 3);
        }
    }

    private void size(long at) throws ImageException {
        if (file.u16be(at) != 0xFF4F || file.u16be(at + 2) != 0xFF51) {
            throw Problem.corrupt("The JPEG 2000 file's picture does not begin with its size");
        }
        long left = file.u32be(at + 16);
        long top = file.u32be(at + 20);
        width = Problem.side(file.u32be(at + 8) - left, "JPEG 2000");
        height = Problem.side(file.u32be(at + 12) - top, "JPEG 2000");
        int count = file.u16be(at + 40);
        if (count != 1 && count != 3) {
            throw unread(count + " channels");
        }
        for (int i = 0; i < count; i++) {
            int depth = file.u8(at + 42 + 3L * i);
            if (depth != 7) {
                throw unread(
                        "samples of " + (1 + (depth & 0x7F)) + ((depth & 0x80) == 0 ? " bits" : " bits with a sign"));
            }
            if (file.u16be(at + 43 + 3L * i) != 0x0101) {
                throw unread("channels of different sizes");
            }
        }
        channels = count;
    }

    private static ImageException unread(String what) {
        return Problem.unsupported("The JPEG 2000 file has " + what + ", which is not read here");
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
    public ByteView profile() {
        return profile;
    }

    @Override
    public Samples samples() throws ImageException {
        return NativeCodecs.jpeg2000(file.copy(), width, height, channels);
    }
}
