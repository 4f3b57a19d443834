package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/** Undoes TIFF's predictors: differences to the sample before, or to the byte before of floating point samples. */
final class TiffPredictor {

    private TiffPredictor() {}

    /** @param together samples of a pixel that lie together */
    static void undo(int predictor, byte[] bytes, int rowBytes, int together, int bits, boolean bigEndian)
            throws ImageException {
        if (predictor == 1) {
            return;
        }
        boolean whole = bits == 8 || bits == 16 || bits == 32 || bits == 64;
        if (predictor == 2 && whole) {
            for (int row = 0; row < bytes.length; row += rowBytes) {
                differences(bytes, row, row + rowBytes, together * bits / 8, bits / 8, bigEndian);
            }
        } else if (predictor == 3 && whole) {
            byte[] spread = new byte[rowBytes];
            for (int row = 0; row < bytes.length; row += rowBytes) {
                floats(bytes, row, rowBytes, together, bits / 8, spread);
            }
        } else {
            throw Problem.unsupported(
                    "The TIFF file has the predictor " + predictor + " with " + bits + " bits, which is not read here");
        }
    }

    private static void differences(byte[] bytes, int from, int to, int back, int size, boolean bigEndian) {
        if (size == 1) {
            for (int i = from + back; i < to; i++) {
                bytes[i] += bytes[i - back];
            }
            return;
        }
        for (int i = from + back; i < to; i += size) {
            int carry = 0;
            for (int k = 0; k < size; k++) {
                int at = i + (bigEndian ? size - 1 - k : k);
                int sum = (bytes[at] & 0xFF) + (bytes[at - back] & 0xFF) + carry;
                bytes[at] = (byte) sum;
                carry = sum >> 8;
            }
        }
    }

    /** Rows hold all first bytes, then all second ones, of samples with their upper byte first. */
    private static void floats(byte[] bytes, int from, int length, int together, int size, byte[] spread) {
        for (int i = from + together; i < from + length; i++) {
            bytes[i] += bytes[i - together];
        }
        int samples = length / size;
        for (int i = 0; i < samples; i++) {
            for (int k = 0; k < size; k++) {
                spread[i * size + k] = bytes[from + k * samples + i];
            }
        }
        System.arraycopy(spread, 0, bytes, from, length);
    }
}
