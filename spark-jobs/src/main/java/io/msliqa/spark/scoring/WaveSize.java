package io.msliqa.spark.scoring;

import java.time.Duration;

/**
 * Chooses how many pictures go into the next wave: as many as take, judged by the last wave, the time that a kill may
 * cost.
 *
 * @param slots tasks that run at once
 * @param target how long a wave should take
 * @param most at most so many
 */
record WaveSize(int slots, Duration target, int most) {

    private static final int FIRST_PER_SLOT = 32;
    private static final int LEAST_PER_SLOT = 4;

    /** The size of the first wave, of which nothing is known. */
    int first() {
        return Math.min(most, FIRST_PER_SLOT * slots);
    }

    /** The size after a wave of so many pictures that took so long. */
    int next(int pictures, Duration took) {
        double rate = pictures / Math.max(1e-3, took.toNanos() / 1e9);
        double wanted = rate * target.toNanos() / 1e9;
        // A wave that was quick by chance (skipped, broken files) must not make the next one huge.
        double bounded = Math.min(wanted, 8.0 * Math.max(pictures, slots));
        return (int) Math.max(1, Math.min(most, Math.max(LEAST_PER_SLOT * slots, bounded)));
    }
}
