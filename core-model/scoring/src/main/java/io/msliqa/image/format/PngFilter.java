package io.msliqa.image.format;

import io.msliqa.image.ImageException;

/** Undoes the filters of PNG rows. Source: PNG Specification, clause 9. */
final class PngFilter {

    private PngFilter() {}

    /**
     * Undoes a row's filter in place.
     *
     * @param row its filter's number, then {@code length} bytes
     * @param above the row above it, undone; zeros above the first one
     * @param back bytes to the same sample of the pixel before
     */
    static void undo(byte[] row, byte[] above, int length, int back) throws ImageException {
        switch (row[0]) {
            case 0 -> {}
            case 1 -> left(row, length, back);
            case 2 -> up(row, above, length);
            case 3 -> mean(row, above, length, back);
            case 4 -> paeth(row, above, length, back);
            default ->
                throw Problem.corrupt("The PNG file's picture data is damaged (a row has the filter " + (row[0] & 0xFF)
                        + ", which does not exist)");
        }
    }

    private static void left(byte[] row, int length, int back) {
        for (int i = 1 + back; i <= length; i++) {
            row[i] += row[i - back];
        }
    }

    private static void up(byte[] row, byte[] above, int length) {
        for (int i = 1; i <= length; i++) {
            row[i] += above[i];
        }
    }

    private static void mean(byte[] row, byte[] above, int length, int back) {
        for (int i = 1; i <= Math.min(back, length); i++) {
            row[i] += (byte) ((above[i] & 0xFF) >> 1);
        }
        for (int i = 1 + back; i <= length; i++) {
            row[i] += (byte) (((row[i - back] & 0xFF) + (above[i] & 0xFF)) >> 1);
        }
    }

    private static void paeth(byte[] row, byte[] above, int length, int back) {
        for (int i = 1; i <= Math.min(back, length); i++) {
            row[i] += above[i];
        }
        for (int i = 1 + back; i <= length; i++) {
            int left = row[i - back] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = above[i - back] & 0xFF;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            row[i] += (byte) (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
        }
    }
}
