package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureContestsTest {

    private static final Set<Statistic> AREAS = EnumSet.of(Statistic.AUC_DIFFERENT, Statistic.AUC_BETTER);

    @Test
    void areasAreThoseOfTheDefinitionWhateverTiesThereAre() {
        for (int seed = 0; seed < 20; seed++) {
            Pairs pairs = small(seed, 40);
            PictureContests contests = PictureContests.of(pairs);
            assertThat(contests.different().orElseThrow()).isCloseTo(differentByDefinition(pairs), within(1e-12));
            assertThat(contests.better().orElseThrow()).isCloseTo(betterByDefinition(pairs), within(1e-12));
        }
    }

    @Test
    void aReferenceIsLeftOutOfAllItsPairs() {
        Pairs pairs = small(3, 40);
        PictureContests contests = PictureContests.of(pairs);
        int[] others =
                IntStream.range(0, 40).filter(i -> pairs.references()[i] != 2).toArray();
        double[] scores = new double[others.length];
        double[] opinions = new double[others.length];
        double[] errors = new double[others.length];
        for (int i = 0; i < others.length; i++) {
            scores[i] = pairs.scores()[others[i]];
            opinions[i] = pairs.opinions()[others[i]];
            errors[i] = pairs.standardErrors()[others[i]];
        }
        Pairs rest = new Pairs(scores, opinions, errors, new int[others.length], 1);
        assertThat(contests.different(2)).isCloseTo(differentByDefinition(rest), within(1e-12));
        assertThat(contests.better(2)).isCloseTo(betterByDefinition(rest), within(1e-12));
    }

    @Test
    void aPerfectModelTellsTheBetterOneAndAnInvertedOneTheWorse() {
        Pairs perfect = pairs(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 1);
        assertThat(PictureContests.of(perfect).better()).isEqualTo(Coefficient.of(1));
        assertThat(PictureContests.of(perfect).different()).isEqualTo(Coefficient.of(1));
        Pairs inverted = pairs(new double[] {8, 7, 6, 5, 4, 3, 2, 1}, new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 1);
        assertThat(PictureContests.of(inverted).better()).isEqualTo(Coefficient.of(0));
    }

    @Test
    void whatNobodyCouldAskHasNoValue() {
        Pairs alike = pairs(new double[] {1, 2, 3, 4, 5, 6}, new double[] {1, 2, 3, 4, 5, 6}, 100);
        Agreement agreement = Agreement.of(alike, Bootstrap.USUAL, AREAS);
        assertThat(agreement.value(Statistic.AUC_BETTER)).isEqualTo(Coefficient.undefined(Reason.NO_CONTRAST));
        Pairs unknown = Pairs.independent(new double[] {1, 2, 3}, new double[] {1, 2, 3});
        assertThat(Agreement.of(unknown, Bootstrap.USUAL, AREAS).value(Statistic.AUC_BETTER))
                .isEqualTo(Coefficient.undefined(Reason.NO_STANDARD_ERRORS));
    }

    @Test
    void theBetterModelIsFoundBetterByBothQuestions() {
        GeneratedPairs generated = GeneratedPairs.of(16);
        Pairs good = generated.of(30, 0.05);
        double[] worse = good.scores().clone();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < worse.length; i++) {
            worse[i] += 3 * random.nextDouble();
        }
        Pairs bad = new Pairs(worse, good.opinions(), good.standardErrors(), good.references(), 30);
        for (Statistic area : AREAS) {
            Comparison comparison = Comparison.of(
                    Agreement.of(good, Bootstrap.USUAL, AREAS), Agreement.of(bad, Bootstrap.USUAL, AREAS), area);
            assertThat(comparison.difference().orElseThrow()).isPositive();
            assertThat(comparison.pValue()).isLessThan(0.01);
        }
    }

    private static Pairs pairs(double[] scores, double[] opinions, double error) {
        double[] errors = new double[scores.length];
        Arrays.fill(errors, error);
        int[] references = IntStream.range(0, scores.length).toArray();
        return new Pairs(scores, opinions, errors, references, scores.length);
    }

    /** Rounded, so that scores, opinions and differences tie. */
    private static Pairs small(int seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = new double[n];
        double[] opinions = new double[n];
        double[] errors = new double[n];
        int[] references = new int[n];
        for (int i = 0; i < n; i++) {
            scores[i] = random.nextInt(10);
            opinions[i] = Math.round(scores[i] + 3 * random.nextGaussian());
            errors[i] = 0.5 + random.nextDouble();
            references[i] = i % 8;
        }
        return new Pairs(scores, opinions, errors, references, 8);
    }

    private static double[][] contests(Pairs pairs) {
        int n = pairs.size();
        double[][] contests = new double[n * (n - 1) / 2][];
        int next = 0;
        for (int a = 0; a < n; a++) {
            for (int b = a + 1; b < n; b++) {
                double opinions = pairs.opinions()[a] - pairs.opinions()[b];
                double error = Math.hypot(pairs.standardErrors()[a], pairs.standardErrors()[b]);
                double sure = Math.abs(opinions) / error > 1.959963984540054 ? Math.signum(opinions) : 0;
                contests[next++] = new double[] {pairs.scores()[a] - pairs.scores()[b], sure};
            }
        }
        return contests;
    }

    private static double differentByDefinition(Pairs pairs) {
        double won = 0;
        double all = 0;
        for (double[] different : contests(pairs)) {
            for (double[] similar : contests(pairs)) {
                if (different[1] != 0 && similar[1] == 0) {
                    won += half(Math.abs(different[0]) - Math.abs(similar[0]));
                    all++;
                }
            }
        }
        return won / all;
    }

    private static double betterByDefinition(Pairs pairs) {
        double won = 0;
        double all = 0;
        for (double[] better : contests(pairs)) {
            for (double[] worse : contests(pairs)) {
                if (better[1] != 0 && worse[1] != 0) {
                    won += half(better[0] * better[1] + worse[0] * worse[1]);
                    all++;
                }
            }
        }
        return won / all;
    }

    private static double half(double difference) {
        return difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
    }
}
