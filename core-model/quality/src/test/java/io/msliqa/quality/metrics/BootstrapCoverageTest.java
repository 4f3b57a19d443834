package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether intervals hold the value of the population as often as they promise. */
class BootstrapCoverageTest {

    private static final int WORLDS = Integer.getInteger("msliqa.coverage.worlds", 200);

    /**
     * Opinions are the score plus a shift that all pictures of a reference share plus noise, all normal; so Pearson's
     * correlation of the population is known.
     */
    @ParameterizedTest
    @CsvSource({"10, 50", "25, 20", "100, 5", "500, 1"})
    void aNominal95PercentIntervalHoldsTheTruthThatOften(int references, int pictures) {
        double plcc = 1 / Math.sqrt(1 + 0.25 + 0.25);
        double srcc = 6 / Math.PI * Math.asin(plcc / 2);
        double[] held = new double[3];
        Spread[] spreads = {new Spread(), new Spread()};
        for (int world = 0; world < WORLDS; world++) {
            Pairs pairs = world(references, pictures, world);
            Agreement agreement = Agreement.of(pairs, new Bootstrap(1_000, world, 0.95), CORRELATIONS);
            held[0] += contains(agreement.interval(Statistic.PLCC), plcc);
            held[1] += contains(agreement.interval(Statistic.SRCC), srcc);
            held[2] += contains(agreement.bonettWright(), srcc);
            spreads[0].add(agreement, Statistic.PLCC);
            spreads[1].add(agreement, Statistic.SRCC);
        }
        System.getLogger("coverage")
                .log(
                        System.Logger.Level.INFO,
                        references + " references: PLCC, SRCC, SRCC by Bonett and Wright " + Arrays.toString(held)
                                + ", as wide as needed " + spreads[0].ratio() + ", " + spreads[1].ratio());
        // Three standard errors of a share of 0.95 in 200 worlds are 0.046. An interval that always holds the truth is
        // too
        // wide: half as wide again as it need be, 99.7 % of normal ones do.
        assertThat(held[0]).isBetween(0.95 - 0.046, 0.995);
        assertThat(held[1]).isBetween(0.95 - 0.046, 0.995);
        // Few references tell their own spread badly, so the middle interval is wider than it need be if that were
        // known.
        double most = references < 20 ? 2.2 : 1.5;
        assertThat(spreads[0].ratio()).isBetween(0.8, most);
        assertThat(spreads[1].ratio()).isBetween(0.8, most);
    }

    /** The median width of the intervals beside that of the middle 95 % of the estimates themselves. */
    private static final class Spread {

        private final double[] estimates = new double[WORLDS];
        private final double[] widths = new double[WORLDS];
        private int count;

        void add(Agreement agreement, Statistic statistic) {
            Interval.Bounds bounds = (Interval.Bounds) agreement.interval(statistic);
            widths[count] = bounds.upper() - bounds.lower();
            estimates[count++] = agreement.value(statistic).orElseThrow();
        }

        double ratio() {
            Arrays.sort(estimates);
            Arrays.sort(widths);
            double middle = estimates[(int) (0.975 * (WORLDS - 1))] - estimates[(int) (0.025 * (WORLDS - 1)) + 1];
            return widths[WORLDS / 2] / middle;
        }
    }

    private static double contains(Interval interval, double truth) {
        return ((Interval.Bounds) interval).contains(truth) ? 1.0 / WORLDS : 0;
    }

    /** Two models that are equally good in the population, of which neither may be found better more often than promised. */
    @ParameterizedTest
    @CsvSource({"8, 40", "25, 20", "50, 8"})
    void equalModelsAreFoundDifferentNoMoreOftenThanPromised(int references, int pictures) {
        double[] levels = {0.05, 0.01, 0.005};
        for (Statistic statistic : CORRELATIONS) {
            double[] found = new double[levels.length];
            for (int world = 0; world < WORLDS; world++) {
                Pairs pairs = world(references, pictures, world);
                Bootstrap bootstrap = new Bootstrap(1_000, world, 0.95);
                double p = Comparison.of(
                                Agreement.of(blurred(pairs, ~world), bootstrap, Set.of(statistic)),
                                Agreement.of(blurred(pairs, Long.MAX_VALUE / 3 - world), bootstrap, Set.of(statistic)),
                                statistic)
                        .pValue();
                for (int i = 0; i < levels.length; i++) {
                    found[i] += p < levels[i] ? 1.0 / WORLDS : 0;
                }
            }
            System.getLogger("coverage")
                    .log(
                            System.Logger.Level.INFO,
                            references + " references, " + statistic + ", p below levels: " + Arrays.toString(found));
            // Three standard errors; tests that never find anything would be of no use.
            assertThat(found[0]).isBetween(0.05 - 0.046, 0.05 + 0.046);
            assertThat(found[1]).isLessThan(0.01 + 0.021);
            assertThat(found[2]).isLessThan(0.005 + 0.015);
        }
    }

    @Test
    void takingPicturesOfAReferenceAsIndependentWouldNotHold() {
        double truth = 1 / Math.sqrt(1.5);
        int held = 0;
        for (int world = 0; world < WORLDS; world++) {
            Pairs pairs = world(10, 50, world);
            Pairs naive = Pairs.independent(pairs.scores(), pairs.opinions());
            Agreement agreement = Agreement.of(naive, new Bootstrap(100, world, 0.95), PLCC);
            held += ((Interval.Bounds) agreement.interval(Statistic.PLCC)).contains(truth) ? 1 : 0;
        }
        assertThat((double) held / WORLDS).isLessThan(0.85);
    }

    private static final Set<Statistic> PLCC = EnumSet.of(Statistic.PLCC);
    private static final Set<Statistic> CORRELATIONS = EnumSet.of(Statistic.PLCC, Statistic.SRCC);

    /** The pairs as a model sees them that adds an error of its own, half of which all pictures of a reference share. */
    private static Pairs blurred(Pairs pairs, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shifts = DoubleStream.generate(() -> 0.4 * random.nextGaussian())
                .limit(pairs.referenceCount())
                .toArray();
        double[] scores = new double[pairs.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = pairs.scores()[i] + shifts[pairs.references()[i]] + 0.4 * random.nextGaussian();
        }
        return new Pairs(scores, pairs.opinions(), pairs.standardErrors(), pairs.references(), pairs.referenceCount());
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
