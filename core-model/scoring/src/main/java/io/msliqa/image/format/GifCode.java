package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/** Decodes GIF's variable-length codes (LZW, the least significant bit first). Missing pixels fail. */
final class GifCode {

    private static final int MOST_CODES = 4096;

    private final ByteView file;
    private long at;
    private int blockLeft;
    private boolean fileEnded;
    private int bits;
    private int bitCount;

    private final short[] prefix = new short[MOST_CODES];
    private final byte[] suffix = new byte[MOST_CODES];
    private final byte[] stack = new byte[MOST_CODES + 1];

    /** @param at where the frame's data begin, with the size of the first codes */
    GifCode(ByteView file, long at) {
        this.file = file;
        this.at = at;
    }

    byte[] decode(int pixels) throws ImageException {
        int size = file.u8(at++);
        if (size < 1 || size > 11) {
            throw Problem.corrupt("The GIF file's first frame has codes of " + size + " bits");
        }
        byte[] indices = new byte[pixels];
        int clear = 1 << size;
        int end = clear + 1;
        int next = end + 1;
        int length = size + 1;
        int before = -1;
        int first = 0;
        int done = 0;
        while (done < pixels) {
            int code = code(length, done, pixels);
            if (code == clear) {
                next = end + 1;
                length = size + 1;
                before = -1;
                Problem.checkStopped();
                continue;
            }
            if (code == end || (before < 0 && code > end) || code > next || (code == next && next == MOST_CODES)) {
                throw Problem.corrupt(
                        "The GIF file is damaged. Its picture ends after " + done + " of " + pixels + " pixels");
            }
            int depth = 0;
            int walked = code;
            if (code == next) {
                stack[depth++] = (byte) first;
                walked = before;
            }
            while (walked > end) {
                stack[depth++] = suffix[walked];
                walked = prefix[walked];
            }
            first = walked;
            stack[depth++] = (byte) first;
            while (depth > 0 && done < pixels) {
                indices[done++] = stack[--depth];
            }
            if (before >= 0 && next < MOST_CODES) {
                prefix[next] = (short) before;
                suffix[next] = (byte) first;
                next++;
                if (next == 1 << length && length < 12) {
                    length++;
                }
            }
            before = code;
        }
        return indices;
    }

    private int code(int length, int done, int pixels) throws ImageException {
        while (bitCount < length) {
            int read = nextByte();
            if (read < 0) {
                String what = "The GIF file's picture ends after " + done + " of " + pixels + " pixels";
                throw fileEnded ? Problem.truncated(what) : Problem.corrupt(what);
            }
            bits |= read << bitCount;
            bitCount += 8;
        }
        int code = bits & (1 << length) - 1;
        bits >>>= length;
        bitCount -= length;
        return code;
    }

    /** The next byte of the sub-blocks, -1 behind the last one. */
    private int nextByte() throws ImageException {
        if (blockLeft == 0) {
            if (at >= file.length()) {
                fileEnded = true;
                return -1;
            }
            blockLeft = file.u8(at++);
            if (blockLeft == 0) {
                at--;
                return -1;
            }
        }
        if (at >= file.length()) {
            fileEnded = true;
            return -1;
        }
        blockLeft--;
        return file.u8(at++);
    }
}
