package io.msliqa.patch;

import java.util.Arrays;

/**
 * Adds weighted rows up, and rounds to 8 bits.
 *
 * <p>In loops over the same index of whole arrays, because only these become vector instructions; four rows at a time, because
 * then sums are loaded and stored a quarter as often.
 */
final class WeightedRows {

    private static final int AT_ONCE = 4;

    private WeightedRows() {}

    /**
     * Sets each sum to that of the rows' weighted samples, rounded to 8 bits.
     *
     * @param rows at least {@code count}, each as long as the sums
     * @param weights whose part from {@code from} on holds a weight for each row
     */
    static void sum(int[][] rows, int count, int[] weights, int from, int[] sums) {
        Arrays.fill(sums, ResampleAxis.HALF);
        int row = 0;
        for (; row + AT_ONCE <= count; row += AT_ONCE) {
            addFour(rows, row, weights, from + row, sums);
        }
        for (; row < count; row++) {
            add(rows[row], weights[from + row], sums);
        }
        ResampleAxis.round(sums);
    }

    private static void addFour(int[][] rows, int row, int[] weights, int from, int[] sums) {
        add(
                rows[row],
                weights[from],
                rows[row + 1],
                weights[from + 1],
                rows[row + 2],
                weights[from + 2],
                rows[row + 3],
                weights[from + 3],
                sums);
    }

    private static void add(int[] a, int aw, int[] b, int bw, int[] c, int cw, int[] d, int dw, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += a[i] * aw + b[i] * bw + c[i] * cw + d[i] * dw;
        }
    }

    private static void add(int[] samples, int weight, int[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += samples[i] * weight;
        }
    }
}
