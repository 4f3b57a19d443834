package io.msliqa.quality.drift;

import java.util.SplittableRandom;

/** Draws how often pictures of equal quality are in a bootstrap draw of many. */
final class Poisson {

    /** The mean from which the normal distribution is near enough. */
    private static final double LARGE = 50;

    private Poisson() {}

    static double draw(double mean, SplittableRandom random) {
        if (mean > LARGE) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }
}
