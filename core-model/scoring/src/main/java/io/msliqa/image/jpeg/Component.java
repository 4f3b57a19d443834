package io.msliqa.image.jpeg;

import java.util.Arrays;

/** One colour component of a frame: its sides, tables and, where scans build it up, its coefficients. */
final class Component {

    /** Reads a zigzag index as a place in an 8 x 8 block; runs that lead past the block stay at a spare place. */
    static final int[] ZIGZAG = zigzag();

    private static final int SPARE = 64;
    private static final int NEVER_SENT = -1;

    final int id;
    final int horizontal;
    final int vertical;
    final int tableNumber;

    /** Sides in samples, without padding. */
    int width;

    int height;
    /** Sides in blocks, without padding. */
    int blocksAcross;

    int blocksDown;
    /** Blocks a row, padded to whole MCUs. */
    int stride;

    /** The quantisation table in zigzag order, as it was when the component's first scan began. */
    int[] quantisation;

    HuffmanCode dc;
    HuffmanCode ac;
    int predictor;

    /** Coefficients in zigzag order, block by block; none while scans are turned into samples at once. */
    short[] coefficients;
    /** By zigzag index: how many low bits are still to come. */
    private final int[] missingBits = new int[64];

    Component(int id, int horizontal, int vertical, int tableNumber) {
        this.id = id;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.tableNumber = tableNumber;
        Arrays.fill(missingBits, NEVER_SENT);
    }

    void measure(Frame frame) {
        width = Frame.divided(frame.width * horizontal, frame.mostHorizontal);
        height = Frame.divided(frame.height * vertical, frame.mostVertical);
        blocksAcross = Frame.divided(width, 8);
        blocksDown = Frame.divided(height, 8);
        stride = frame.mcusAcross * horizontal;
    }

    void store(int mcusDown) throws JpegException {
        long size = 64L * stride * mcusDown * vertical;
        if (size > Integer.MAX_VALUE - 8) {
            throw JpegException.unsupported("It is a progressive picture of too many coefficients");
        }
        coefficients = new short[(int) size];
    }

    /** Notes that a scan brings the band {@code from} to {@code to} with {@code low} bits missing yet. */
    void refine(int from, int to, int high, int low) throws JpegException {
        for (int i = from; i <= to; i++) {
            if (Math.max(0, missingBits[i]) != high) {
                throw JpegException.corrupt("Its scans do not follow from each other");
            }
            missingBits[i] = low;
        }
    }

    boolean isComplete() {
        for (int missing : missingBits) {
            if (missing != 0) {
                return false;
            }
        }
        return true;
    }

    private static int[] zigzag() {
        int[] order = new int[192];
        Arrays.fill(order, SPARE);
        int x = 0;
        int y = 0;
        for (int i = 0; i < 64; i++) {
            order[i] = 8 * y + x;
            boolean up = (x + y) % 2 == 0;
            if (up && x < 7 && y > 0) {
                x++;
                y--;
            } else if (up) {
                y += x == 7 ? 1 : 0;
                x += x == 7 ? 0 : 1;
            } else if (y < 7 && x > 0) {
                x--;
                y++;
            } else {
                x += y == 7 ? 1 : 0;
                y += y == 7 ? 0 : 1;
            }
        }
        return order;
    }
}
