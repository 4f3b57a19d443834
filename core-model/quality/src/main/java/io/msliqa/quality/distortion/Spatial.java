package io.msliqa.quality.distortion;

import java.util.Arrays;

/** Types 19 to 21, 23 and 39: pixels that are not where they belong. */
final class Spatial {

    private static final int JITTER_ROUNDS = 5;
    private static final int PATCH = 16;
    private static final int BLOCK = 32;

    private Spatial() {}

    /** Moves each pixel five times, by normally distributed distances. */
    static Planes jitter(Planes image, double amount, SeededRandom dice) {
        Planes from = image;
        for (int round = 0; round < JITTER_ROUNDS; round++) {
            from = scattered(from, (float) amount, dice);
        }
        return from;
    }

    private static Planes scattered(Planes image, float amount, SeededRandom dice) {
        int w = image.width;
        int h = image.height;
        Planes out = new Planes(w, h, new float[3][image.size()]);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                float sx = Math.max(0, Math.min(w - 1, x + amount * dice.gaussian()));
                float sy = Math.max(0, Math.min(h - 1, y + amount * dice.gaussian()));
                int x0 = (int) sx;
                int y0 = (int) sy;
                int right = x0 + 1 < w ? 1 : 0;
                int down = y0 + 1 < h ? w : 0;
                int at = y0 * w + x0;
                float fx = sx - x0;
                float fy = sy - y0;
                for (int c = 0; c < 3; c++) {
                    float[] plane = image.planes[c];
                    float above = plane[at] + fx * (plane[at + right] - plane[at]);
                    float below = plane[at + down] + fx * (plane[at + down + right] - plane[at + down]);
                    out.planes[c][y * w + x] = above + fy * (below - above);
                }
            }
        }
        return out;
    }

    /** Copies small squares a few pixels off their place. */
    static Planes movePatches(Planes image, double count, SeededRandom dice) {
        int side = Math.min(PATCH, Math.min(image.width, image.height));
        int reach = PATCH / 2;
        for (int i = 0; i < (int) count; i++) {
            int fromX = dice.between(Math.min(reach, image.width - side), Math.max(0, image.width - side - reach));
            int fromY = dice.between(Math.min(reach, image.height - side), Math.max(0, image.height - side - reach));
            int toX = Math.max(0, Math.min(image.width - side, fromX + dice.between(-reach, reach)));
            int toY = Math.max(0, Math.min(image.height - side, fromY + dice.between(-reach, reach)));
            for (float[] plane : image.planes) {
                copy(plane, image.width, fromX, fromY, toX, toY, side);
            }
        }
        return image;
    }

    private static void copy(float[] plane, int width, int fromX, int fromY, int toX, int toY, int side) {
        float[] patch = new float[side * side];
        for (int row = 0; row < side; row++) {
            System.arraycopy(plane, (fromY + row) * width + fromX, patch, row * side, side);
        }
        for (int row = 0; row < side; row++) {
            System.arraycopy(patch, row * side, plane, (toY + row) * width + toX, side);
        }
    }

    /** Shrinks and enlarges again, each time taking the nearest pixel. */
    static Planes pixelate(Planes image, double strength, SeededRandom dice) {
        double scale = 0.95 - StrictMath.pow(strength, 0.6);
        int[] columns = coarse(image.width, scale);
        int[] rows = coarse(image.height, scale);
        Planes out = new Planes(image.width, image.height, new float[3][image.size()]);
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < image.height; y++) {
                for (int x = 0; x < image.width; x++) {
                    out.planes[c][y * image.width + x] = image.planes[c][rows[y] * image.width + columns[x]];
                }
            }
        }
        return out;
    }

    /** For each position, the position of the sample that stands there after shrinking to {@code scale} and back. */
    private static int[] coarse(int length, double scale) {
        int small = Math.max(1, (int) (length * scale));
        int[] source = new int[length];
        for (int i = 0; i < length; i++) {
            int cell = Math.min(small - 1, (int) ((i + 0.5) * small / length));
            source[i] = Math.min(length - 1, (int) ((cell + 0.5) * length / small));
        }
        return source;
    }

    /** Draws squares in random places, each in one random colour. */
    static Planes colourBlocks(Planes image, double count, SeededRandom dice) {
        int w = Math.min(BLOCK, image.width);
        int h = Math.min(BLOCK, image.height);
        for (int i = 0; i < (int) count; i++) {
            int left = dice.between(0, image.width - w);
            int top = dice.between(0, image.height - h);
            for (float[] plane : image.planes) {
                float colour = dice.uniform();
                for (int y = top; y < top + h; y++) {
                    Arrays.fill(plane, y * image.width + left, y * image.width + left + w, colour);
                }
            }
        }
        return image;
    }
}
