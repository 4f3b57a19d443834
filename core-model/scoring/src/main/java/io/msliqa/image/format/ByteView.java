package io.msliqa.image.format;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A window on a byte array, read with bounds checks: reading past its end is a TRUNCATED picture, not a fault. */
public final class ByteView {

    public static final ByteView NONE = new ByteView(new byte[0], 0, 0);

    private final byte[] bytes;
    private final int start;
    private final int length;

    public ByteView(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteView(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    public int length() {
        return length;
    }

    /** The array behind the view, whole. */
    public byte[] array() {
        return bytes;
    }

    /** Where the view begins in {@link #array()}. */
    public int start() {
        return start;
    }

    public byte[] copy() {
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** {@code count} bytes from {@code offset}, without copying. */
    ByteView slice(long offset, long count) throws ImageException {
        require(offset, count);
        return new ByteView(bytes, start + (int) offset, (int) count);
    }

    /** Everything from {@code offset} on. */
    ByteView from(long offset) throws ImageException {
        return slice(offset, Math.max(0, length - offset));
    }

    void require(long offset, long count) throws ImageException {
        if (offset < 0 || count < 0 || offset > length || count > length - offset) {
            throw new ImageException(
                    FailureReason.TRUNCATED,
                    "The file ends at byte " + length + ", but its structure goes on to byte " + (offset + count)
                            + ". Copy it again from its source.");
        }
    }

    int u8(long offset) throws ImageException {
        require(offset, 1);
        return bytes[start + (int) offset] & 0xFF;
    }

    int u16be(long offset) throws ImageException {
        return u8(offset) << 8 | u8(offset + 1);
    }

    int u16le(long offset) throws ImageException {
        return u8(offset) | u8(offset + 1) << 8;
    }

    int u24le(long offset) throws ImageException {
        return u16le(offset) | u8(offset + 2) << 16;
    }

    long u32be(long offset) throws ImageException {
        return (long) u16be(offset) << 16 | u16be(offset + 2);
    }

    long u32le(long offset) throws ImageException {
        return u16le(offset) | (long) u16le(offset + 2) << 16;
    }

    /** Whether the characters of {@code text}, each one byte, lie at {@code offset}; false past the end. */
    boolean hasText(int offset, String text) {
        if (offset + text.length() > length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((bytes[start + offset + i] & 0xFF) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(String text) {
        return hasText(0, text);
    }

    String text(long offset, int count) throws ImageException {
        require(offset, count);
        return new String(bytes, start + (int) offset, count, StandardCharsets.ISO_8859_1);
    }
}
