package io.msliqa.quality.distortion;

/**
 * Transforms planes by the reversible 5/3 wavelet of JPEG 2000 (Le Gall and Tabatabai, 1988), in floats, for planes of any
 * size: after {@link #forward} the upper left corner holds the coarse picture, around it lie the details of each level, finest
 * outermost.
 */
final class Wavelet {

    private final int width;
    private final int height;
    private final int levels;

    Wavelet(int width, int height, int levels) {
        this.width = width;
        this.height = height;
        this.levels = levels;
    }

    /** Sides of the coarse part after so many levels: halved each time, rounded up. */
    static int coarse(int side, int level) {
        return (side + (1 << level) - 1) >> level;
    }

    void forward(float[] plane) {
        for (int level = 0; level < levels; level++) {
            int w = coarse(width, level);
            int h = coarse(height, level);
            for (int y = 0; y < h; y++) {
                analyse(plane, y * width, 1, w);
            }
            for (int x = 0; x < w; x++) {
                analyse(plane, x, width, h);
            }
        }
    }

    void inverse(float[] plane) {
        for (int level = levels - 1; level >= 0; level--) {
            int w = coarse(width, level);
            int h = coarse(height, level);
            for (int x = 0; x < w; x++) {
                synthesise(plane, x, width, h);
            }
            for (int y = 0; y < h; y++) {
                synthesise(plane, y * width, 1, w);
            }
        }
    }

    private static void analyse(float[] plane, int from, int step, int n) {
        if (n < 2) {
            return;
        }
        float[] line = new float[n];
        for (int i = 0; i < n; i++) {
            line[i] = plane[from + i * step];
        }
        for (int i = 1; i < n; i += 2) {
            line[i] -= (line[i - 1] + line[i + 1 < n ? i + 1 : i - 1]) / 2;
        }
        for (int i = 0; i < n; i += 2) {
            line[i] += (line[i > 0 ? i - 1 : i + 1] + line[i + 1 < n ? i + 1 : i - 1]) / 4;
        }
        int half = (n + 1) / 2;
        for (int i = 0; i < n; i++) {
            plane[from + (i % 2 == 0 ? i / 2 : half + i / 2) * step] = line[i];
        }
    }

    private static void synthesise(float[] plane, int from, int step, int n) {
        if (n < 2) {
            return;
        }
        float[] line = new float[n];
        int half = (n + 1) / 2;
        for (int i = 0; i < n; i++) {
            line[i] = plane[from + (i % 2 == 0 ? i / 2 : half + i / 2) * step];
        }
        for (int i = 0; i < n; i += 2) {
            line[i] -= (line[i > 0 ? i - 1 : i + 1] + line[i + 1 < n ? i + 1 : i - 1]) / 4;
        }
        for (int i = 1; i < n; i += 2) {
            line[i] += (line[i - 1] + line[i + 1 < n ? i + 1 : i - 1]) / 2;
        }
        for (int i = 0; i < n; i++) {
            plane[from + i * step] = line[i];
        }
    }
}
