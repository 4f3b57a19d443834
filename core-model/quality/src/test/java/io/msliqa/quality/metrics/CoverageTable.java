package io.msliqa.quality.metrics;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.TDistribution;
import org.junit.jupiter.api.Test;

/**
 * How often nominal 95 % intervals of SRCC hold the population's value, from 2 to 100 references, and how wide they are beside a plain
 * jackknife's; not run with the other tests: {@code -Dtest=CoverageTable -Dmsliqa.coverage.worlds=1000}.
 */
class CoverageTable {

    private static final int WORLDS = Integer.getInteger("msliqa.coverage.worlds", 300);
    private static final int[] REFERENCES = {2, 3, 4, 5, 6, 8, 10, 15, 25, 50, 100};
    private static final Set<Statistic> SRCC = EnumSet.of(Statistic.SRCC);

    @Test
    void fromTwoReferencesToAHundred() {
        double plcc = 1 / Math.sqrt(1.5);
        double truth = 6 / Math.PI * Math.asin(plcc / 2);
        System.out.println("references: interval given, holds, mean width; jackknife holds, mean width");
        for (int references : REFERENCES) {
            double[] sums = new double[5];
            for (int world = 0; world < WORLDS; world++) {
                add(sums, world(references, 400 / references, world), world, truth);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%3d: %5.1f %% %6.1f %% %6.3f; %5.1f %% %6.3f%n",
                    references,
                    100 * sums[0] / WORLDS,
                    100 * sums[1] / sums[0],
                    sums[2] / sums[0],
                    100 * sums[3] / WORLDS,
                    sums[4] / WORLDS);
        }
    }

    private static void add(double[] sums, Pairs pairs, int world, double truth) {
        Agreement agreement = Agreement.of(pairs, new Bootstrap(1_000, world, 0.95), SRCC);
        if (agreement.interval(Statistic.SRCC) instanceof Interval.Bounds bounds) {
            sums[0]++;
            sums[1] += bounds.contains(truth) ? 1 : 0;
            sums[2] += bounds.upper() - bounds.lower();
        }
        Interval.Bounds plain = jackknife(agreement);
        sums[3] += plain.contains(truth) ? 1 : 0;
        sums[4] += plain.upper() - plain.lower();
    }

    /** Miller's: Fisher's scale, Student's quantile, the deviation of the pseudo-values. */
    private static Interval.Bounds jackknife(Agreement agreement) {
        double[] leftOut = agreement.leftOut(Statistic.SRCC);
        int references = leftOut.length - 1;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < references; i++) {
            double pseudo = references * atanh(leftOut[references]) - (references - 1) * atanh(leftOut[i]);
            sum += pseudo;
            squares += pseudo * pseudo;
        }
        double mean = sum / references;
        double error = Math.sqrt(Math.max(0, squares / references - mean * mean) / (references - 1));
        double reach = error * new TDistribution(references - 1.0).inverseCumulativeProbability(0.975);
        return new Interval.Bounds(Math.tanh(mean - reach), Math.tanh(mean + reach), 0.95);
    }

    private static double atanh(double value) {
        return 0.5 * (Math.log1p(value) - Math.log1p(-value));
    }

    private static Pairs world(int references, int pictures, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = references * pictures;
        double[] scores = new double[n];
        double[] opinions = new double[n];
        int[] clusters = new int[n];
        for (int reference = 0; reference < references; reference++) {
            double shift = 0.5 * random.nextGaussian();
            for (int i = reference * pictures; i < (reference + 1) * pictures; i++) {
                scores[i] = random.nextGaussian();
                opinions[i] = scores[i] + shift + 0.5 * random.nextGaussian();
                clusters[i] = reference;
            }
        }
        return new Pairs(scores, opinions, new double[0], clusters, references);
    }
}
