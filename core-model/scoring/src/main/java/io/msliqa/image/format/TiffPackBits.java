package io.msliqa.image.format;

import io.msliqa.image.ImageException;
import java.util.Arrays;

/** Undoes PackBits. Source: TIFF Revision 6.0, section 9. */
final class TiffPackBits {

    /** Padding that writers leave behind a part. */
    private static final int MOST_LEFT = 16;

    private TiffPackBits() {}

    static byte[] decode(ByteView stored, int size) throws ImageException {
        byte[] bytes = new byte[size];
        byte[] from = stored.array();
        int at = stored.start();
        int end = at + stored.length();
        int done = 0;
        while (done < size) {
            int kind = at < end ? from[at++] : -128;
            int count = kind >= 0 ? kind + 1 : 1 - kind;
            int needed = kind >= 0 ? count : 1;
            if (kind == -128) {
                if (at >= end) {
                    throw Problem.corrupt("The TIFF file is damaged. A part of its picture ends after " + done + " of "
                            + size + " bytes");
                }
                continue;
            }
            if (at + needed > end || done + count > size) {
                throw Problem.corrupt("The TIFF file is damaged. A run leads past a part of its picture");
            }
            if (kind >= 0) {
                System.arraycopy(from, at, bytes, done, count);
            } else {
                Arrays.fill(bytes, done, done + count, from[at]);
            }
            at += needed;
            done += count;
        }
        if (end - at > MOST_LEFT) {
            throw Problem.corrupt(
                    "The TIFF file is damaged. " + (end - at) + " bytes belong to no part of the picture");
        }
        return bytes;
    }
}
