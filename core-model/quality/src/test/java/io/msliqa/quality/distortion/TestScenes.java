package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;

/** Pictures for the tests, computed and not stored. */
final class TestScenes {

    private TestScenes() {}

    @FunctionalInterface
    private interface Shade {
        double at(int x, int y, int channel);
    }

    private static PixelImage drawn(int width, int height, Shade shade) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) (int) shade.at(pixel % width, pixel / width, i % 3);
        }
        return new PixelImage(width, height, rgb);
    }

    /** As in distortion_fixtures.py: every value somewhere, little order. */
    static PixelImage pattern() {
        return drawn(31, 23, (x, y, c) -> (37 * x + 11 * y * y + 59 * c + (x * y * (c + 1)) / 3) % 256);
    }

    /** As in distortion_fixtures.py: waves. */
    static PixelImage waves() {
        return drawn(
                128,
                96,
                (x, y, c) -> 128
                        + 60 * StrictMath.sin(x / 9.0 + c)
                        + 50 * StrictMath.cos(y / (5.0 + c))
                        + 12 * StrictMath.sin(x * y / 40.0));
    }

    /** Something like a photograph: light falling off, texture at all scales, hard edges, colours. */
    static PixelImage scene(int width, int height) {
        SeededRandom dice = new SeededRandom(7);
        float[][] octaves = new float[6][64 * 64];
        for (float[] octave : octaves) {
            for (int i = 0; i < octave.length; i++) {
                octave[i] = dice.gaussian();
            }
        }
        double[][] tint = {{0.9, 1.0, 1.15}, {1.1, 0.8, 0.5}, {0.5, 0.9, 0.6}};
        return drawn(width, height, (x, y, c) -> {
            double texture = 0;
            for (int o = 0; o < octaves.length; o++) {
                texture += smooth(octaves[o], x / (double) (1 << o), y / (double) (1 << o)) * (4 + 2 * o);
            }
            int material = (x / 40 + 2 * (y / 30) + (x + y) / 64) % 3;
            double light = 60 + 120.0 * (height - y) / height + 30.0 * x / width;
            double lines = x / 40 % 4 == 1 && y % 7 == 0 ? -45 : 0;
            return Math.max(0, Math.min(255, (light + texture + lines) * tint[material][c]));
        });
    }

    private static double smooth(float[] grid, double x, double y) {
        int x0 = (int) x;
        int y0 = (int) y;
        double fx = x - x0;
        double fy = y - y0;
        double above = (1 - fx) * at(grid, x0, y0) + fx * at(grid, x0 + 1, y0);
        double below = (1 - fx) * at(grid, x0, y0 + 1) + fx * at(grid, x0 + 1, y0 + 1);
        return (1 - fy) * above + fy * below;
    }

    private static float at(float[] grid, int x, int y) {
        return grid[(y & 63) * 64 + (x & 63)];
    }

    static double meanSquaredError(PixelImage a, PixelImage b) {
        double sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            int difference = (a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF);
            sum += difference * difference;
        }
        return sum / a.rgb().length;
    }
}
