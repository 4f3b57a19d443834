package io.msliqa.quality.metrics;

import java.util.SplittableRandom;

/**
 * Draws independent items, such as reference pictures or nights, with replacement: as many as there are, many times.
 *
 * <p>Draw {@code i} depends only on the seed, on {@code i} and on the number of items: the result is the same on every
 * machine.
 *
 * @param resamples how many draws, at least 100
 * @param seed of the draws
 * @param confidence of the intervals made of them, above 0.5, below 1
 */
public record Bootstrap(int resamples, long seed, double confidence) {

    /** 1,000 draws, 95 %. */
    public static final Bootstrap USUAL = new Bootstrap(1_000, 20_240_914L, 0.95);

    public Bootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException("At least 100 resamples, not " + resamples);
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("A confidence between 0.5 and 1, not " + confidence);
        }
    }

    /** How often draw {@code number} contains each of the items. */
    public int[] draw(int number, int count) {
        SplittableRandom random = new SplittableRandom(mixed(seed + mixed(number)));
        int[] copies = new int[count];
        for (int i = 0; i < count; i++) {
            copies[random.nextInt(count)]++;
        }
        return copies;
    }

    /** David Stafford's mix 13 of the bits, so that neighbouring draws share nothing. */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
