package io.msliqa.quality.sample;

/** Noise to draw nature with: smooth, the same on every machine, different by seed. All values are about -1 to 1. */
final class Fractal {

    private final long seed;

    Fractal(long seed) {
        this.seed = seed;
    }

    /** A random number of a grid point, 0 to 1. */
    double hash(long x, long y) {
        long z = seed * 0x9E3779B97F4A7C15L + x * 0xD1B54A32D192ED03L + y * 0x8CB92BA72F3D8DD7L;
        z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
        z = (z ^ (z >>> 32)) * 0xD6E8FEB86659FD93L;
        return ((z ^ (z >>> 32)) >>> 11) * 0x1p-53;
    }

    /** Gradient noise of one scale, one bump a unit. */
    double noise(double x, double y) {
        long x0 = (long) Math.floor(x);
        long y0 = (long) Math.floor(y);
        double u = fade(x - x0);
        double v = fade(y - y0);
        double above = mix(slope(x0, y0, x, y), slope(x0 + 1, y0, x, y), u);
        double below = mix(slope(x0, y0 + 1, x, y), slope(x0 + 1, y0 + 1, x, y), u);
        return 1.5 * mix(above, below, v);
    }

    private double slope(long gridX, long gridY, double x, double y) {
        double angle = 2 * Math.PI * hash(gridX, gridY);
        return Math.cos(angle) * (x - gridX) + Math.sin(angle) * (y - gridY);
    }

    /** Many scales on top of each other, each half as strong and twice as fine. */
    double sum(double x, double y, int octaves) {
        double sum = 0;
        double strength = 0.5;
        for (int i = 0; i < octaves; i++) {
            sum += strength * noise(x + 17.3 * i, y - 9.1 * i);
            x *= 2.03;
            y *= 2.03;
            strength /= 2;
        }
        return sum;
    }

    /** Like {@link #sum} with sharp crests, as mountains have them. */
    double ridges(double x, double y, int octaves) {
        double sum = 0;
        double strength = 0.5;
        for (int i = 0; i < octaves; i++) {
            double crest = 1 - Math.abs(noise(x + 31.7 * i, y + 5.9 * i));
            sum += strength * crest * crest;
            x *= 2.07;
            y *= 2.07;
            strength /= 2.1;
        }
        return sum;
    }

    static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    /** 0 below {@code from}, 1 above {@code to}, smooth between. */
    static double step(double from, double to, double x) {
        return fadeLinear(Math.max(0, Math.min(1, (x - from) / (to - from))));
    }

    private static double fadeLinear(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double fade(double t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }
}
