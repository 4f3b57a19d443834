package io.msliqa.image.jpeg;

/**
 * The inverse DCT of libjpeg's "slow integer" method, to the bit: 13-bit constants, columns before rows, two bits kept
 * between. Loeffler, Ligtenberg and Moschytz, 1989.
 */
final class InverseDct {

    private static final int F_0_298 = 2446;
    private static final int F_0_390 = 3196;
    private static final int F_0_541 = 4433;
    private static final int F_0_765 = 6270;
    private static final int F_0_899 = 7373;
    private static final int F_1_175 = 9633;
    private static final int F_1_501 = 12299;
    private static final int F_1_847 = 15137;
    private static final int F_1_961 = 16069;
    private static final int F_2_053 = 16819;
    private static final int F_2_562 = 20995;
    private static final int F_3_072 = 25172;

    /** Below this zigzag index all coefficients lie within the upper left 4 x 4. */
    private static final int CORNER = 10;

    private static final int COLUMN_ROUND = 1 << 10;
    private static final int COLUMN_SHIFT = 11;
    private static final int ROW_ROUND = (1 << 17) + (128 << 18);
    private static final int ROW_SHIFT = 18;

    private final int[] between = new int[64];

    /**
     * Turns dequantised coefficients into samples of 0 to 255.
     *
     * @param block 64 coefficients, row by row
     * @param last the largest zigzag index that may not be 0
     * @param even receives the even columns of row y in {@code even[firstRow + y]}, from {@code at} on
     * @param odd receives the odd ones; where it is {@code even} itself, columns lie in their order
     */
    void transform(int[] block, int last, int[][] even, int[][] odd, int firstRow, int at) {
        if (last == 0) {
            flat(clamped(((block[0] << 2) + 16 + (128 << 5)) >> 5), even, odd, firstRow, at);
            return;
        }
        boolean apart = even != odd;
        if (last < CORNER) {
            for (int x = 0; x < 4; x++) {
                cornerColumn(block, x);
            }
            for (int y = 0; y < 8; y++) {
                cornerRow(8 * y, even[firstRow + y], odd[firstRow + y], at, apart);
            }
            return;
        }
        for (int x = 0; x < 8; x++) {
            column(block, x);
        }
        for (int y = 0; y < 8; y++) {
            row(8 * y, even[firstRow + y], odd[firstRow + y], at, apart);
        }
    }

    private static void flat(int sample, int[][] even, int[][] odd, int firstRow, int at) {
        int length = even == odd ? 8 : 4;
        for (int y = firstRow; y < firstRow + 8; y++) {
            int[] left = even[y];
            int[] right = odd[y];
            for (int x = at; x < at + length; x++) {
                left[x] = sample;
                right[x] = sample;
            }
        }
    }

    private void column(int[] block, int x) {
        int[] to = between;
        int a1 = block[x + 8];
        int a2 = block[x + 16];
        int a3 = block[x + 24];
        int a4 = block[x + 32];
        int a5 = block[x + 40];
        int a6 = block[x + 48];
        int a7 = block[x + 56];
        if ((a1 | a2 | a3 | a4 | a5 | a6 | a7) == 0) {
            int dc = block[x] << 2;
            for (int i = x; i < 64; i += 8) {
                to[i] = dc;
            }
            return;
        }
        int z1 = (a2 + a6) * F_0_541;
        int e2 = z1 - a6 * F_1_847;
        int e3 = z1 + a2 * F_0_765;
        int e0 = ((block[x] + a4) << 13) + COLUMN_ROUND;
        int e1 = ((block[x] - a4) << 13) + COLUMN_ROUND;
        int t10 = e0 + e3;
        int t13 = e0 - e3;
        int t11 = e1 + e2;
        int t12 = e1 - e2;
        int z5 = (a7 + a3 + a5 + a1) * F_1_175;
        int z3 = z5 - (a7 + a3) * F_1_961;
        int z4 = z5 - (a5 + a1) * F_0_390;
        z1 = -(a7 + a1) * F_0_899;
        int z2 = -(a5 + a3) * F_2_562;
        int o0 = a7 * F_0_298 + z1 + z3;
        int o1 = a5 * F_2_053 + z2 + z4;
        int o2 = a3 * F_3_072 + z2 + z3;
        int o3 = a1 * F_1_501 + z1 + z4;
        to[x] = (t10 + o3) >> COLUMN_SHIFT;
        to[x + 56] = (t10 - o3) >> COLUMN_SHIFT;
        to[x + 8] = (t11 + o2) >> COLUMN_SHIFT;
        to[x + 48] = (t11 - o2) >> COLUMN_SHIFT;
        to[x + 16] = (t12 + o1) >> COLUMN_SHIFT;
        to[x + 40] = (t12 - o1) >> COLUMN_SHIFT;
        to[x + 24] = (t13 + o0) >> COLUMN_SHIFT;
        to[x + 32] = (t13 - o0) >> COLUMN_SHIFT;
    }

    private void row(int from, int[] even, int[] odd, int at, boolean apart) {
        int[] in = between;
        int a1 = in[from + 1];
        int a2 = in[from + 2];
        int a3 = in[from + 3];
        int a4 = in[from + 4];
        int a5 = in[from + 5];
        int a6 = in[from + 6];
        int a7 = in[from + 7];
        int z1 = (a2 + a6) * F_0_541;
        int e2 = z1 - a6 * F_1_847;
        int e3 = z1 + a2 * F_0_765;
        int e0 = ((in[from] + a4) << 13) + ROW_ROUND;
        int e1 = ((in[from] - a4) << 13) + ROW_ROUND;
        int t10 = e0 + e3;
        int t13 = e0 - e3;
        int t11 = e1 + e2;
        int t12 = e1 - e2;
        int z5 = (a7 + a3 + a5 + a1) * F_1_175;
        int z3 = z5 - (a7 + a3) * F_1_961;
        int z4 = z5 - (a5 + a1) * F_0_390;
        z1 = -(a7 + a1) * F_0_899;
        int z2 = -(a5 + a3) * F_2_562;
        int o0 = a7 * F_0_298 + z1 + z3;
        int o1 = a5 * F_2_053 + z2 + z4;
        int o2 = a3 * F_3_072 + z2 + z3;
        int o3 = a1 * F_1_501 + z1 + z4;
        store(t10, t11, t12, t13, o0, o1, o2, o3, even, odd, at, apart);
    }

    /** {@link #column} where all but the first four coefficients are 0. */
    private void cornerColumn(int[] block, int x) {
        int a1 = block[x + 8];
        int a2 = block[x + 16];
        int a3 = block[x + 24];
        int e0 = (block[x] << 13) + COLUMN_ROUND;
        int e2 = a2 * F_0_541;
        int e3 = a2 * (F_0_541 + F_0_765);
        int z5 = (a3 + a1) * F_1_175;
        int z3 = z5 - a3 * F_1_961;
        int z4 = z5 - a1 * F_0_390;
        int o0 = z3 - a1 * F_0_899;
        int o1 = z4 - a3 * F_2_562;
        int o2 = a3 * (F_3_072 - F_2_562) + z3;
        int o3 = a1 * (F_1_501 - F_0_899) + z4;
        int[] to = between;
        to[x] = (e0 + e3 + o3) >> COLUMN_SHIFT;
        to[x + 56] = (e0 + e3 - o3) >> COLUMN_SHIFT;
        to[x + 8] = (e0 + e2 + o2) >> COLUMN_SHIFT;
        to[x + 48] = (e0 + e2 - o2) >> COLUMN_SHIFT;
        to[x + 16] = (e0 - e2 + o1) >> COLUMN_SHIFT;
        to[x + 40] = (e0 - e2 - o1) >> COLUMN_SHIFT;
        to[x + 24] = (e0 - e3 + o0) >> COLUMN_SHIFT;
        to[x + 32] = (e0 - e3 - o0) >> COLUMN_SHIFT;
    }

    private void cornerRow(int from, int[] even, int[] odd, int at, boolean apart) {
        int a1 = between[from + 1];
        int a2 = between[from + 2];
        int a3 = between[from + 3];
        int e0 = (between[from] << 13) + ROW_ROUND;
        int e2 = a2 * F_0_541;
        int e3 = a2 * (F_0_541 + F_0_765);
        int z5 = (a3 + a1) * F_1_175;
        int z3 = z5 - a3 * F_1_961;
        int z4 = z5 - a1 * F_0_390;
        int o0 = z3 - a1 * F_0_899;
        int o1 = z4 - a3 * F_2_562;
        int o2 = a3 * (F_3_072 - F_2_562) + z3;
        int o3 = a1 * (F_1_501 - F_0_899) + z4;
        store(e0 + e3, e0 + e2, e0 - e2, e0 - e3, o0, o1, o2, o3, even, odd, at, apart);
    }

    private static void store(
            int t10,
            int t11,
            int t12,
            int t13,
            int o0,
            int o1,
            int o2,
            int o3,
            int[] even,
            int[] odd,
            int at,
            boolean apart) {
        int second = clamped((t11 + o2) >> ROW_SHIFT);
        int fourth = clamped((t13 + o0) >> ROW_SHIFT);
        int sixth = clamped((t12 - o1) >> ROW_SHIFT);
        int eighth = clamped((t10 - o3) >> ROW_SHIFT);
        if (apart) {
            even[at] = clamped((t10 + o3) >> ROW_SHIFT);
            even[at + 1] = clamped((t12 + o1) >> ROW_SHIFT);
            even[at + 2] = clamped((t13 - o0) >> ROW_SHIFT);
            even[at + 3] = clamped((t11 - o2) >> ROW_SHIFT);
            odd[at] = second;
            odd[at + 1] = fourth;
            odd[at + 2] = sixth;
            odd[at + 3] = eighth;
        } else {
            even[at] = clamped((t10 + o3) >> ROW_SHIFT);
            even[at + 1] = second;
            even[at + 2] = clamped((t12 + o1) >> ROW_SHIFT);
            even[at + 3] = fourth;
            even[at + 4] = clamped((t13 - o0) >> ROW_SHIFT);
            even[at + 5] = sixth;
            even[at + 6] = clamped((t11 - o2) >> ROW_SHIFT);
            even[at + 7] = eighth;
        }
    }

    /** Nearly all samples are in range, which the processor foresees. */
    private static int clamped(int sample) {
        return (sample & ~255) == 0 ? sample : ~(sample >> 31) & 255;
    }
}
