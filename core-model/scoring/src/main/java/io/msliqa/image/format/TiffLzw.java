package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/** Undoes TIFF's LZW, and that of old writers with its bits turned round. Source: TIFF Revision 6.0, section 13. */
final class TiffLzw {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int MOST_CODES = 4096;

    private final ByteView stored;
    private final boolean old;
    private final short[] prefix = new short[MOST_CODES];
    private final byte[] last = new byte[MOST_CODES];
    private final byte[] first = new byte[MOST_CODES];
    private final short[] lengths = new short[MOST_CODES];
    private int at;
    private int held;
    private int count;

    private TiffLzw(ByteView stored) throws ImageException {
        this.stored = stored;
        old = stored.length() > 1 && stored.u8(0) == 0 && (stored.u8(1) & 1) == 1;
        for (int i = 0; i < 256; i++) {
            last[i] = (byte) i;
            first[i] = (byte) i;
            lengths[i] = 1;
        }
    }

    static byte[] decode(ByteView stored, int size) throws ImageException {
        return new TiffLzw(stored).decode(size);
    }

    private byte[] decode(int size) throws ImageException {
        byte[] bytes = new byte[size];
        int done = 0;
        int next = 258;
        int width = 9;
        int before = -1;
        while (done < size) {
            int code = code(width);
            if (code == CLEAR) {
                next = 258;
                width = 9;
                before = -1;
                Problem.checkStopped();
                continue;
            }
            if (code < 0 || code == END || (before < 0 && code > 255) || code > next) {
                throw Problem.corrupt("The TIFF file is damaged. A part of its picture ends after " + done + " of "
                        + size + " bytes");
            }
            if (before >= 0 && next < MOST_CODES) {
                prefix[next] = (short) before;
                first[next] = first[before];
                last[next] = first[code == next ? before : code];
                lengths[next] = (short) (lengths[before] + 1);
                next++;
            }
            int length = lengths[code];
            int walked = code;
            for (int i = done + length - 1; i >= done; i--) {
                if (i < size) {
                    bytes[i] = last[walked];
                }
                walked = prefix[walked];
            }
            done += length;
            before = code;
            if (next >= (1 << width) - (old ? 0 : 1) && width < 12) {
                width++;
            }
        }
        return bytes;
    }

    private int code(int width) {
        byte[] from = stored.array();
        int end = stored.length();
        while (count < width) {
            if (at >= end) {
                return -1;
            }
            int read = from[stored.start() + at++] & 0xFF;
            held = old ? held | read << count : held << 8 | read;
            count += 8;
        }
        count -= width;
        int code;
        if (old) {
            code = held & (1 << width) - 1;
            held >>>= width;
        } else {
            code = held >>> count & (1 << width) - 1;
        }
        return code;
    }
}
