package io.msliqa.quality.distortion;

import java.util.Arrays;

/**
 * Removes noise by thresholding in the cosine domain: overlapping 8 × 8 blocks lose every coefficient that noise explains (Yu,
 * Sapiro, "DCT image denoising", IPOL 2011). It smears texture and leaves faint waves, as learned denoisers do.
 */
final class Denoiser {

    private static final int SIDE = 8;
    private static final int STEP = 4;
    private static final double THRESHOLD_IN_SIGMAS = 2.7;
    private static final float[] BASIS = basis();

    private Denoiser() {}

    /**
     * @param sigma the noise's standard deviation, on the plane's scale
     */
    static float[] denoise(float[] plane, int width, int height, double sigma) {
        float threshold = (float) (THRESHOLD_IN_SIGMAS * sigma);
        float[] sums = new float[plane.length];
        float[] weights = new float[plane.length];
        float[] block = new float[SIDE * SIDE];
        float[] scratch = new float[SIDE * SIDE];
        for (int top = -STEP; top < height; top += STEP) {
            for (int left = -STEP; left < width; left += STEP) {
                read(plane, width, height, left, top, block);
                transform(block, scratch);
                float weight = 1f / shrink(block, threshold);
                inverse(block, scratch);
                add(block, width, height, left, top, weight, sums, weights);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= weights[i];
        }
        return sums;
    }

    private static void read(float[] plane, int width, int height, int left, int top, float[] block) {
        for (int y = 0; y < SIDE; y++) {
            int row = mirror(top + y, height) * width;
            for (int x = 0; x < SIDE; x++) {
                block[y * SIDE + x] = plane[row + mirror(left + x, width)];
            }
        }
    }

    private static int mirror(int at, int length) {
        int period = 2 * length;
        int wrapped = Math.floorMod(at, period);
        return wrapped < length ? wrapped : period - 1 - wrapped;
    }

    /** Sets small coefficients but the mean to zero, and returns how many are left. */
    private static int shrink(float[] block, float threshold) {
        int kept = 1;
        for (int i = 1; i < block.length; i++) {
            if (Math.abs(block[i]) < threshold) {
                block[i] = 0;
            } else {
                kept++;
            }
        }
        return kept;
    }

    private static void add(
            float[] block, int width, int height, int left, int top, float weight, float[] sums, float[] weights) {
        for (int y = Math.max(0, -top); y < Math.min(SIDE, height - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(SIDE, width - left); x++) {
                int at = (top + y) * width + left + x;
                sums[at] += weight * block[y * SIDE + x];
                weights[at] += weight;
            }
        }
    }

    private static void transform(float[] block, float[] scratch) {
        for (int y = 0; y < SIDE; y++) {
            for (int k = 0; k < SIDE; k++) {
                float sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += BASIS[k * SIDE + x] * block[y * SIDE + x];
                }
                scratch[k * SIDE + y] = sum;
            }
        }
        for (int k = 0; k < SIDE; k++) {
            for (int l = 0; l < SIDE; l++) {
                float sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    sum += BASIS[l * SIDE + y] * scratch[k * SIDE + y];
                }
                block[l * SIDE + k] = sum;
            }
        }
    }

    private static void inverse(float[] block, float[] scratch) {
        Arrays.fill(scratch, 0);
        for (int l = 0; l < SIDE; l++) {
            for (int k = 0; k < SIDE; k++) {
                float coefficient = block[l * SIDE + k];
                if (coefficient != 0) {
                    for (int x = 0; x < SIDE; x++) {
                        scratch[l * SIDE + x] += coefficient * BASIS[k * SIDE + x];
                    }
                }
            }
        }
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int l = 0; l < SIDE; l++) {
                    sum += BASIS[l * SIDE + y] * scratch[l * SIDE + x];
                }
                block[y * SIDE + x] = sum;
            }
        }
    }

    private static float[] basis() {
        float[] basis = new float[SIDE * SIDE];
        for (int k = 0; k < SIDE; k++) {
            double scale = StrictMath.sqrt((k == 0 ? 1.0 : 2.0) / SIDE);
            for (int x = 0; x < SIDE; x++) {
                basis[k * SIDE + x] = (float) (scale * StrictMath.cos(StrictMath.PI * k * (2 * x + 1) / (2.0 * SIDE)));
            }
        }
        return basis;
    }
}
