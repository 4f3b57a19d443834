package io.msliqa.quality.metrics;

/** Orders and ranks large arrays without boxing, by a radix sort of the bits, in time linear in the length. */
final class Ranks {

    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int PASSES = 6;

    private Ranks() {}

    /**
     * The indices of the values from the smallest to the largest, ties in the order of the array.
     *
     * @param values finite; -0 and +0 are equal
     */
    static int[] order(double[] values) {
        int n = values.length;
        long[] keys = new long[n];
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            keys[i] = sortable(values[i]);
            order[i] = i;
        }
        long[] otherKeys = new long[n];
        int[] otherOrder = new int[n];
        for (int pass = 0; pass < PASSES; pass++) {
            int shift = pass * DIGIT_BITS;
            int[] starts = starts(keys, shift);
            if (starts == null) {
                continue;
            }
            for (int i = 0; i < n; i++) {
                int to = starts[digit(keys[i], shift)]++;
                otherKeys[to] = keys[i];
                otherOrder[to] = order[i];
            }
            long[] sortedKeys = otherKeys;
            otherKeys = keys;
            keys = sortedKeys;
            int[] sortedOrder = otherOrder;
            otherOrder = order;
            order = sortedOrder;
        }
        return order;
    }

    /** Ranks from 1; equal values share the mean of their ranks. */
    static double[] average(double[] values) {
        int[] order = order(values);
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            double rank = 0.5 * ((double) from + 1 + to);
            for (int i = from; i < to; i++) {
                ranks[order[i]] = rank;
            }
            from = to;
        }
        return ranks;
    }

    /** Ranks from 0 without gaps; equal values share theirs. */
    static int[] dense(double[] values) {
        int[] order = order(values);
        int[] sorted = denseAlong(order, values);
        int[] ranks = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = sorted[i];
        }
        return ranks;
    }

    /** The {@link #dense} ranks from the smallest value to the largest; they never fall. */
    static int[] denseAlong(int[] order, double[] values) {
        int[] ranks = new int[values.length];
        for (int i = 1; i < order.length; i++) {
            ranks[i] = values[order[i]] == values[order[i - 1]] ? ranks[i - 1] : ranks[i - 1] + 1;
        }
        return ranks;
    }

    /** Dense ranks of some of the observations, from their ranks among more. */
    static int[] denseAgain(int[] ranks) {
        double[] values = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            values[i] = ranks[i];
        }
        return dense(values);
    }

    /** The elements in another order. */
    static int[] pick(int[] elements, int[] order) {
        int[] picked = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            picked[i] = elements[order[i]];
        }
        return picked;
    }

    /** How many values of {@link #dense} ranks there are. */
    static int distinct(int[] denseRanks) {
        int largest = -1;
        for (int rank : denseRanks) {
            largest = Math.max(largest, rank);
        }
        return largest + 1;
    }

    /** Where each digit's run begins, or null if all keys have the same digit. */
    private static int[] starts(long[] keys, int shift) {
        int[] counts = new int[DIGITS];
        for (long key : keys) {
            counts[digit(key, shift)]++;
        }
        if (keys.length > 0 && counts[digit(keys[0], shift)] == keys.length) {
            return null;
        }
        int start = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = counts[digit];
            counts[digit] = start;
            start += count;
        }
        return counts;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (DIGITS - 1);
    }

    /** Bits whose unsigned order is the order of the numbers. */
    private static long sortable(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }
}
