package io.msliqa.image.jpeg;

import java.util.Arrays;

/**
 * A Huffman code as tables to look up the next bits in. Most codes and the bits of their value lie within {@value #LOOK}
 * bits, so that one look-up gives a whole coefficient.
 *
 * <p>Source: ITU-T T.81, annexes C and F.2.2.
 */
final class HuffmanCode {

    static final int LOOK = 10;

    /** The run that ends a block: leads past every coefficient, and past any run in a sound or a damaged block. */
    static final int END_OF_BLOCK = 96;

    /** By the next bits: value << 16 | run << 8 | bits taken; 0 where that is not all of it. */
    private final int[] coefficients = new int[1 << LOOK];
    /** By the next bits: length << 8 | symbol; 0 for longer codes and for those that do not exist. */
    private final short[] symbols = new short[1 << LOOK];

    private final int[] largest = new int[17];
    private final int[] offset = new int[17];
    private final byte[] values;

    /**
     * @param counts how many codes there are of each length, 1 to 16
     * @param values the symbols in the order of their codes
     * @param runs whether a symbol's upper half is a run of zeros (AC) or part of a size (DC)
     */
    HuffmanCode(int[] counts, byte[] values, boolean runs) throws JpegException {
        this.values = values;
        Arrays.fill(largest, -1);
        int code = 0;
        int at = 0;
        for (int length = 1; length <= 16; length++) {
            offset[length] = at - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, at++) {
                if (length <= LOOK) {
                    enter(code, length, values[at] & 0xFF, runs);
                }
            }
            largest[length] = code - 1;
            if (code > 1 << length) {
                throw JpegException.corrupt("A Huffman table has more codes of " + length + " bits than there are");
            }
            code <<= 1;
        }
    }

    private void enter(int code, int length, int symbol, boolean runs) {
        int first = code << (LOOK - length);
        for (int rest = 0; rest < 1 << (LOOK - length) && first + rest < symbols.length; rest++) {
            symbols[first + rest] = (short) (length << 8 | symbol);
            coefficients[first + rest] = coefficient(first + rest, length, symbol, runs);
        }
    }

    private static int coefficient(int bits, int length, int symbol, boolean runs) {
        int size = runs ? symbol & 15 : symbol;
        int run = runs ? symbol >> 4 : 0;
        if (runs && size == 0 && run != 15) {
            return run == 0 ? END_OF_BLOCK << 8 | length : 0;
        }
        if (length + size > LOOK) {
            return 0;
        }
        int stored = bits >> (LOOK - length - size) & ((1 << size) - 1);
        return extended(stored, size) << 16 | run << 8 | (length + size);
    }

    /** A value from its stored bits: those with a leading 0 are negative. */
    static int extended(int stored, int size) {
        return size == 0 ? 0 : stored < 1 << (size - 1) ? stored - (1 << size) + 1 : stored;
    }

    /** The tables, for loops that look up by themselves. */
    int[] coefficients() {
        return coefficients;
    }

    /** The code at the top of {@code bits}: length << 8 | symbol; 0 if there is no such code. */
    int symbol(long bits) {
        int known = symbols[(int) (bits >>> (64 - LOOK))];
        if (known != 0) {
            return known;
        }
        for (int length = LOOK + 1; length <= 16; length++) {
            int code = (int) (bits >>> (64 - length));
            if (code <= largest[length]) {
                int at = offset[length] + code;
                return at < 0 || at >= values.length ? 0 : length << 8 | (values[at] & 0xFF);
            }
        }
        return 0;
    }
}
