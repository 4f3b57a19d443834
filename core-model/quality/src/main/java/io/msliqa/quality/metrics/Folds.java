package io.msliqa.quality.metrics;

import java.util.SplittableRandom;

/**
 * Puts references into the groups that the jackknife leaves out. Up to {@value #MOST} references are a group each. More
 * references make that many groups of equal size, drawn by lot (the delete-a-group jackknife; Kott, Journal of Official
 * Statistics 17, 2001); intervals are then hardly wider, and the cost does not grow with the references.
 */
final class Folds {

    static final int MOST = 200;

    private static final long SEED = 20_240_914L;

    private Folds() {}

    /** The number of groups of so many references. */
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
