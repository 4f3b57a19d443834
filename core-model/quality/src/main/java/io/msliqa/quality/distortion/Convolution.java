package io.msliqa.quality.distortion;

import java.util.Arrays;

/** Filters one plane. Beyond the border it repeats the border's samples. */
final class Convolution {

    /** Weights within {@code radius} of the centre: {@code 2 * radius + 1} rows of as many columns; their sum is 1. */
    static final class Kernel {
        final int radius;
        final float[] weights;

        Kernel(int radius, float[] weights) {
            this.radius = radius;
            this.weights = weights;
            double sum = 0;
            for (float weight : weights) {
                sum += weight;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) (weights[i] / sum);
            }
        }
    }

    private Convolution() {}

    static float[] filter(float[] plane, int width, int height, Kernel kernel) {
        int radius = kernel.radius;
        int side = 2 * radius + 1;
        float[][] padded = new float[height][];
        for (int y = 0; y < height; y++) {
            padded[y] = paddedRow(plane, y * width, width, radius);
        }
        float[] filtered = new float[plane.length];
        float[] sum = new float[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            for (int dy = -radius; dy <= radius; dy++) {
                float[] row = padded[Math.max(0, Math.min(height - 1, y + dy))];
                for (int dx = 0; dx < side; dx++) {
                    float weight = kernel.weights[(dy + radius) * side + dx];
                    if (weight != 0) {
                        addScaled(sum, row, dx, weight);
                    }
                }
            }
            System.arraycopy(sum, 0, filtered, y * width, width);
        }
        return filtered;
    }

    /**
     * Blurs by a Gaussian, cut off at two standard deviations (rounded up to whole pixels) as KADID-10k's generator does.
     *
     * @param sigma in pixels, positive
     */
    static float[] gaussian(float[] plane, int width, int height, double sigma) {
        float[] weights = gaussianWeights(sigma, (int) Math.ceil(2 * sigma));
        int radius = weights.length / 2;
        float[] across = new float[plane.length];
        float[] sum = new float[width];
        for (int y = 0; y < height; y++) {
            float[] row = paddedRow(plane, y * width, width, radius);
            Arrays.fill(sum, 0);
            for (int dx = 0; dx < weights.length; dx++) {
                addScaled(sum, row, dx, weights[dx]);
            }
            System.arraycopy(sum, 0, across, y * width, width);
        }
        float[] blurred = new float[plane.length];
        float[] row = new float[width];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            for (int dy = -radius; dy <= radius; dy++) {
                System.arraycopy(across, Math.max(0, Math.min(height - 1, y + dy)) * width, row, 0, width);
                addScaled(sum, row, 0, weights[dy + radius]);
            }
            System.arraycopy(sum, 0, blurred, y * width, width);
        }
        return blurred;
    }

    static float[] gaussianWeights(double sigma, int radius) {
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = StrictMath.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + radius];
        }
        float[] normalised = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            normalised[i] = (float) (weights[i] / sum);
        }
        return normalised;
    }

    private static void addScaled(float[] sum, float[] row, int from, float weight) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight * row[x + from];
        }
    }

    private static float[] paddedRow(float[] plane, int from, int width, int radius) {
        float[] row = new float[width + 2 * radius];
        Arrays.fill(row, 0, radius, plane[from]);
        System.arraycopy(plane, from, row, radius, width);
        Arrays.fill(row, radius + width, row.length, plane[from + width - 1]);
        return row;
    }
}
