package io.msliqa.quality.distortion;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Draws random numbers that are the same for a seed on every Java machine: SplitMix64 (Steele, Lea, Flood, 2014), with normal
 * deviates read from a table of 65,536 quantiles. Not safe for several threads; each distortion rolls its own.
 */
final class SeededRandom {

    private static final int QUANTILES = 1 << 16;
    private static final float[] NORMAL = normalQuantiles();

    private long state;

    SeededRandom(long seed) {
        this.state = seed;
    }

    /** A seed that depends on all the given parts and on their order. */
    static long seedOf(long... parts) {
        long seed = 0;
        for (long part : parts) {
            seed = mix(seed + 0x9E3779B97F4A7C15L + mix(part));
        }
        return seed;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1). */
    float uniform() {
        return (next() >>> 40) * 0x1p-24f;
    }

    /** Uniform among {@code from, …, to}, both included; {@code from} where there is nothing to choose. */
    int between(int from, int to) {
        return to <= from ? from : from + (int) (uniform() * (to - from + 1));
    }

    /** Normal with mean 0 and variance 1, within ±4.4. */
    float gaussian() {
        return NORMAL[(int) (next() >>> 48)];
    }

    private static float[] normalQuantiles() {
        NormalDistribution normal = new NormalDistribution();
        double[] half = new double[QUANTILES / 2];
        double squares = 0;
        for (int i = 0; i < half.length; i++) {
            half[i] = normal.inverseCumulativeProbability((i + 0.5) / QUANTILES);
            squares += half[i] * half[i];
        }
        double toUnitVariance = 1 / StrictMath.sqrt(squares / half.length);
        float[] quantiles = new float[QUANTILES];
        for (int i = 0; i < half.length; i++) {
            quantiles[i] = (float) (half[i] * toUnitVariance);
            quantiles[QUANTILES - 1 - i] = -quantiles[i];
        }
        return quantiles;
    }
}
