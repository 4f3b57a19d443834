package io.msliqa.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of one restart interval, first to last. Past its end there are zeros, and {@link #isOverrun} tells. The
 * fields are open to the loops of this package, which keep them in registers.
 */
final class EntropyBits {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int PADDING = 16;
    private static final long LOWS = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final byte[] file;
    /** The interval without stuffed zeros, and zeros behind it. */
    byte[] data = new byte[4096];

    private int end;
    /** Where in {@link #data} reading goes on. */
    int position;
    /** Bits that were read but not taken, from the top. */
    long held;
    /** How many are held. */
    int count;

    /** How long an interval may be expected to be: the whole file, where there are no restart markers. */
    private int expected;

    EntropyBits(byte[] file) {
        this.file = file;
    }

    void expect(int bytes) {
        expected = bytes;
    }

    /**
     * Takes the interval that begins at {@code from} in.
     *
     * @param limit where the file ends
     * @return where the marker behind it begins; {@code limit} where there is none
     */
    int open(int from, int limit) {
        int length = 0;
        int likely = Math.min(limit - from, expected);
        if (data.length < likely + 8 + PADDING) {
            data = new byte[likely + 8 + PADDING];
        }
        int at = from;
        while (at < limit) {
            if (data.length < length + 8 + PADDING) {
                data = java.util.Arrays.copyOf(data, Math.max(2 * data.length, 1 << 16));
            }
            if (at + 8 <= limit) {
                long eight = (long) LONGS.get(file, at);
                // Whether any byte is FF: whether any byte of the complement is 0.
                if (((~eight - LOWS) & eight & HIGHS) == 0) {
                    LONGS.set(data, length, eight);
                    length += 8;
                    at += 8;
                    continue;
                }
            }
            byte next = file[at];
            if (next == (byte) 0xFF) {
                int after = at + 1;
                while (after < limit && file[after] == (byte) 0xFF) {
                    after++;
                }
                if (after >= limit) {
                    at = limit; // half of a pair of bytes is no marker
                    break;
                }
                if (file[after] != 0) {
                    break;
                }
                at = after;
            }
            data[length++] = next;
            at++;
        }
        for (int i = 0; i < PADDING; i++) {
            data[length + i] = 0;
        }
        end = length;
        position = 0;
        held = 0;
        count = 0;
        return at;
    }

    /** Makes {@link #count} at least 56. */
    void fill() {
        held |= (long) LONGS.get(data, position) >>> count;
        position = Math.min(position + ((63 - count) >>> 3), end + 8);
        count |= 56;
    }

    int take(int bits) {
        if (bits == 0) {
            return 0;
        }
        if (count < bits) {
            fill();
        }
        int value = (int) (held >>> (64 - bits));
        held <<= bits;
        count -= bits;
        return value;
    }

    /** The next symbol of a code. */
    int symbol(HuffmanCode code) throws JpegException {
        if (count < 16) {
            fill();
        }
        int found = code.symbol(held);
        if (found == 0) {
            throw JpegException.corrupt("Its picture data has a code that does not exist");
        }
        held <<= found >> 8;
        count -= found >> 8;
        return found & 0xFF;
    }

    int end() {
        return end;
    }

    /** A byte of the file itself. */
    int file(int at) {
        return file[at] & 0xFF;
    }

    /** How many bytes before the ones that are left are the same filler. */
    int fillerBefore() {
        int from = end - left();
        int count = 0;
        while (count < from && from < end && data[from - 1 - count] == data[from]) {
            count++;
        }
        return count;
    }

    static VarHandle longs() {
        return LONGS;
    }

    /** Whether more bits were taken than there are. */
    boolean isOverrun() {
        return 8L * position - count > 8L * end;
    }

    /** Whole bytes that nobody took. */
    int left() {
        return (int) Math.max(0, (8L * end - (8L * position - count)) / 8);
    }

    /** Whether all that is left is the same filler, zeros or ones. */
    boolean isPadding() {
        int from = end - left();
        for (int i = from; i < end; i++) {
            if (data[i] != data[from] || (data[i] != 0 && data[i] != -1)) {
                return false;
            }
        }
        return true;
    }
}
