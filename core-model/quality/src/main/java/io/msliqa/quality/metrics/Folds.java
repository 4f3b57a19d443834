package io.msliqa.quality.metrics;

import java.util.SplittableRandom;

/**
 * References in the groups that the jackknife leaves out: each by itself or, where there are more than {@value #MOST}, that
 * many groups of equally many references drawn by lot (the delete-a-group jackknife; Kott, Journal of Official Statistics
 * 17, 2001), whose intervals are hardly wider and whose cost does not grow with the references.
 */
final class Folds {

    static final int MOST = 200;

    private static final long SEED = 20_240_914L;

    private Folds() {}

    /** How many groups so many references make. */
    static int count(int references) {
        return Math.min(references, MOST);
    }

    /** The group of each reference, the same on every machine. */
    static int[] of(int references) {
        int[] folds = new int[references];
        for (int i = 0; i < references; i++) {
            folds[i] = i % MOST;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = references - 1; i > 0 && references > MOST; i--) {
            int other = random.nextInt(i + 1);
            int fold = folds[i];
            folds[i] = folds[other];
            folds[other] = fold;
        }
        return folds;
    }
}
