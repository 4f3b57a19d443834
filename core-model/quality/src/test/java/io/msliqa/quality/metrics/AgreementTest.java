package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(100, 7, 0.95);

    @Test
    void leavingNothingOutGivesTheSampleItself() {
        Pairs pairs = sample(100, 20, 0.2, 1);
        Agreement agreement = Agreement.of(pairs, BOOTSTRAP);
        for (Statistic statistic : Statistic.values()) {
            assertThat(agreement.leftOut(statistic)[20])
                    .as(statistic.title())
                    .isCloseTo(agreement.value(statistic).orElseThrow(), within(1e-6));
        }
    }

    @Test
    void leavingAReferenceOutGivesTheSampleOfTheOthers() {
        Pairs pairs = sample(60, 6, 0.3, 2);
        Agreement agreement = Agreement.of(pairs, BOOTSTRAP);
        for (int reference = 0; reference < 6; reference++) {
            Agreement rest = Agreement.of(without(pairs, reference), BOOTSTRAP);
            for (Statistic statistic : Statistic.values()) {
                if (statistic.mapping().equals(Optional.of(LogisticForm.FIVE_PARAMETERS))) {
                    // Ten pairs less may make another of its minima the deepest; the jackknife stays in that of all
                    // pairs.
                    continue;
                }
                double tolerance = statistic.mapping().isEmpty() ? 1e-12 : 1e-6;
                assertThat(agreement.leftOut(statistic)[reference])
                        .as(statistic.title())
                        .isCloseTo(rest.value(statistic).orElseThrow(), within(tolerance));
            }
        }
    }

    @Test
    void manyReferencesAreLeftOutInGroupsOfEquallyMany() {
        Pairs pairs = sample(1_000, 500, 0.3, 3);
        int[] folds = Folds.of(500);
        Map<Integer, Long> sizes =
                Arrays.stream(folds).boxed().collect(Collectors.groupingBy(fold -> fold, Collectors.counting()));
        assertThat(sizes).hasSize(200);
        assertThat(sizes.values()).containsOnly(2L, 3L);

        Agreement agreement = Agreement.of(pairs, BOOTSTRAP, EnumSet.of(Statistic.SRCC, Statistic.KRCC));
        int[] others = IntStream.range(0, 1_000)
                .filter(i -> folds[pairs.references()[i]] != 7)
                .toArray();
        Pairs rest = pick(pairs, others);
        assertThat(agreement.leftOut(Statistic.SRCC)[7])
                .isCloseTo(Correlation.srcc(rest.scores(), rest.opinions()).orElseThrow(), within(1e-12));
        assertThat(agreement.leftOut(Statistic.KRCC)[7])
                .isCloseTo(Correlation.krcc(rest.scores(), rest.opinions()).orElseThrow(), within(1e-12));
    }

    @Test
    void aPartWithoutAReferenceIsNotChangedByLeavingThatOut() {
        Pairs all = sample(60, 6, 0.3, 4);
        int[] some =
                IntStream.range(0, 60).filter(i -> all.references()[i] != 2).toArray();
        Agreement part = Agreement.of(pick(all, some), BOOTSTRAP, EnumSet.of(Statistic.SRCC));
        assertThat(part.present()).containsExactly(true, true, false, true, true, true);
        assertThat(part.leftOut(Statistic.SRCC)[2])
                .isCloseTo(part.value(Statistic.SRCC).orElseThrow(), within(1e-12));
    }

    @Test
    void kendallCountsAsTheDefinitionDoes() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            double[] x = random.ints(30, 0, 6).asDoubleStream().toArray();
            double[] y = random.ints(30, 0, 9).asDoubleStream().toArray();
            assertThat(Correlation.krcc(x, y).orElseThrow()).isCloseTo(tauByDefinition(x, y), within(1e-12));
        }
    }

    @Test
    void srccIsUnchangedByAMonotoneMap() {
        Pairs pairs = sample(80, 80, 0.3, 4);
        double[] mapped = Arrays.stream(pairs.scores()).map(Math::exp).toArray();
        assertThat(Correlation.srcc(mapped, pairs.opinions()))
                .isEqualTo(Correlation.srcc(pairs.scores(), pairs.opinions()));
        assertThat(Correlation.krcc(mapped, pairs.opinions()))
                .isEqualTo(Correlation.krcc(pairs.scores(), pairs.opinions()));
    }

    @Test
    void intervalsAreTheSameEachTimeAndMoveWithTheSeed() {
        Pairs pairs = sample(100, 25, 0.3, 5);
        Interval once = Agreement.of(pairs, BOOTSTRAP).interval(Statistic.SRCC);
        assertThat(Agreement.of(pairs, BOOTSTRAP).interval(Statistic.SRCC)).isEqualTo(once);
        assertThat(Agreement.of(pairs, new Bootstrap(100, 8, 0.95)).interval(Statistic.SRCC))
                .isNotEqualTo(once);
    }

    @Test
    void nearlyStraightDataWithoutABestCurveHaveAnIntervalAllTheSame() {
        Random random = new Random(15);
        double[] scores = random.doubles(144).toArray();
        double[] opinions =
                Arrays.stream(scores).map(v -> v + 0.5 * random.nextGaussian()).toArray();
        int[] references = IntStream.range(0, 144).map(i -> i % 12).toArray();
        Pairs pairs = new Pairs(scores, opinions, new double[0], references, 12);
        Agreement agreement = Agreement.of(pairs, BOOTSTRAP, EnumSet.of(Statistic.PLCC_LOGISTIC5));
        assertThat(agreement.interval(Statistic.PLCC_LOGISTIC5)).isInstanceOf(Interval.Bounds.class);
    }

    @Test
    void picturesOfOneReferenceAreNotIndependentAndTheIntervalShowsIt() {
        // Ten references whose pictures share an offset that the score does not see.
        Random random = new Random(6);
        double[] scores = new double[400];
        double[] opinions = new double[400];
        int[] references = new int[400];
        double[] offsets = random.doubles(10).map(v -> 2 * v).toArray();
        for (int i = 0; i < 400; i++) {
            references[i] = i % 10;
            scores[i] = random.nextDouble();
            opinions[i] = scores[i] + offsets[i % 10];
        }
        Pairs clustered = new Pairs(scores, opinions, new double[0], references, 10);

        Interval.Bounds honest =
                (Interval.Bounds) Agreement.of(clustered, BOOTSTRAP).interval(Statistic.SRCC);
        Interval.Bounds naive = (Interval.Bounds)
                Agreement.of(Pairs.independent(scores, opinions), BOOTSTRAP).interval(Statistic.SRCC);

        assertThat(honest.upper() - honest.lower()).isGreaterThan(1.5 * (naive.upper() - naive.lower()));
    }

    @Test
    void everythingThatHasNoValueSaysWhy() {
        double[] up = {1, 2, 3, 4};
        Agreement constant = Agreement.of(Pairs.independent(new double[] {1, 1, 1, 1}, up), BOOTSTRAP);
        assertThat(constant.value(Statistic.SRCC)).isEqualTo(Coefficient.undefined(Reason.CONSTANT_SCORES));
        assertThat(constant.value(Statistic.PLCC_LOGISTIC4)).isEqualTo(Coefficient.undefined(Reason.CONSTANT_SCORES));
        assertThat(constant.interval(Statistic.SRCC)).isEqualTo(new Interval.None(Reason.CONSTANT_SCORES));
        assertThat(constant.value(Statistic.MAE).orElseThrow()).isEqualTo(1.5);

        Agreement few = Agreement.of(Pairs.independent(up, up), BOOTSTRAP);
        assertThat(few.value(Statistic.PLCC_LOGISTIC4)).isEqualTo(Coefficient.undefined(Reason.TOO_FEW_PAIRS));
        assertThat(few.value(Statistic.OUTLIER_RATIO)).isEqualTo(Coefficient.undefined(Reason.NO_STANDARD_ERRORS));

        Agreement nan = Agreement.of(Pairs.independent(new double[] {1, Double.NaN, 3, 4}, up), BOOTSTRAP);
        for (Statistic statistic : Statistic.values()) {
            assertThat(nan.value(statistic).isDefined()).as(statistic.title()).isFalse();
        }

        Pairs one = new Pairs(up, new double[] {2, 1, 3, 5}, new double[0], new int[4], 1);
        assertThat(Agreement.of(one, BOOTSTRAP).interval(Statistic.SRCC))
                .isEqualTo(new Interval.None(Reason.TOO_FEW_REFERENCES));
        assertThat(Agreement.of(Pairs.independent(new double[0], new double[0]), BOOTSTRAP)
                        .value(Statistic.RMSE))
                .isEqualTo(Coefficient.undefined(Reason.TOO_FEW_PAIRS));
    }

    @Test
    void aFitThatTurnsSaysSo() {
        // Nearly straight, but the lowest scores got better opinions than the next: a step down fits them best.
        Random random = new Random(8);
        double[] scores = IntStream.range(0, 60).mapToDouble(i -> i / 60.0).toArray();
        double[] opinions = Arrays.stream(scores)
                .map(score -> score + (score < 0.1 ? 0.2 : 0) + 0.05 * random.nextGaussian())
                .toArray();

        for (LogisticForm form : LogisticForm.values()) {
            LogisticFit.Fitted fit = (LogisticFit.Fitted) LogisticFit.of(form, scores, opinions);
            double[] mapped = fit.apply(scores);
            boolean rises = IntStream.range(1, 60).allMatch(i -> mapped[i] >= mapped[i - 1]);
            assertThat(fit.isMonotone()).isEqualTo(rises).isEqualTo(form == LogisticForm.FOUR_PARAMETERS);
        }
    }

    @Test
    void aCurveOfFiveParametersTurnsWhereItsSlopeChangesSign() {
        LogisticForm five = LogisticForm.FIVE_PARAMETERS;
        assertThat(five.isMonotone(new double[] {1, 4, 0, 0.1, 0}, -1, 1)).isTrue();
        assertThat(five.isMonotone(new double[] {-1, 4, 0, 0.1, 0}, -1, 1)).isFalse();
        assertThat(five.isMonotone(new double[] {-1, 4, 0, -0.1, 0}, -1, 1)).isTrue();
        // The step lies outside of the scores.
        assertThat(five.isMonotone(new double[] {-1, 40, 3, 0.1, 0}, -1, 1)).isTrue();
    }

    @Test
    void whatWasNotAskedForIsNotGuessed() {
        Agreement agreement = Agreement.of(sample(20, 20, 0.1, 9), BOOTSTRAP, Set.of(Statistic.SRCC));
        assertThatThrownBy(() -> agreement.value(Statistic.PLCC)).hasMessageContaining("not asked for");
    }

    @Test
    void aBetterModelIsFoundBetterAndAnEqualOneIsNot() {
        Pairs good = sample(200, 40, 0.1, 10);
        Random noise = new Random(11);
        double[] worse =
                Arrays.stream(good.scores()).map(v -> v + noise.nextGaussian()).toArray();
        Pairs bad = new Pairs(worse, good.opinions(), good.standardErrors(), good.references(), 40);
        double[] shifted = Arrays.stream(good.scores()).map(v -> 2 * v).toArray();
        Pairs same = new Pairs(shifted, good.opinions(), good.standardErrors(), good.references(), 40);
        Set<Statistic> srcc = EnumSet.of(Statistic.SRCC);
        Agreement best = Agreement.of(good, BOOTSTRAP, srcc);

        Comparison clear = Comparison.of(best, Agreement.of(bad, BOOTSTRAP, srcc), Statistic.SRCC);
        assertThat(clear.difference().orElseThrow()).isPositive();
        assertThat(((Interval.Bounds) clear.interval()).lower()).isPositive();
        assertThat(clear.pValue()).isLessThan(1e-6);

        Comparison none = Comparison.of(best, Agreement.of(same, BOOTSTRAP, srcc), Statistic.SRCC);
        assertThat(none.pValue()).isEqualTo(1);
        assertThat(none.interval()).isEqualTo(new Interval.Bounds(0, 0, 0.95));
    }

    @Test
    void aSmallPValueMeansThatZeroIsOutsideTheInterval() {
        Set<Statistic> srcc = EnumSet.of(Statistic.SRCC);
        int small = 0;
        for (int seed = 0; seed < 60; seed++) {
            Pairs good = sample(60, 6, 0.3, seed);
            Random noise = new Random(seed);
            double[] worse = Arrays.stream(good.scores())
                    .map(v -> v + 0.4 * noise.nextGaussian())
                    .toArray();
            Pairs bad = new Pairs(worse, good.opinions(), good.standardErrors(), good.references(), 6);
            Bootstrap bootstrap = new Bootstrap(500, seed, 0.95);
            Comparison comparison = Comparison.of(
                    Agreement.of(good, bootstrap, srcc), Agreement.of(bad, bootstrap, srcc), Statistic.SRCC);
            if (comparison.pValue() < 0.05) {
                small++;
                assertThat(((Interval.Bounds) comparison.interval()).contains(0))
                        .isFalse();
            }
        }
        assertThat(small).isBetween(5, 55);
    }

    @Test
    void theMeanOverReferencesDrawsTheirOwnValues() {
        List<Agreement> parts = new ArrayList<>();
        double sum = 0;
        for (int reference = 0; reference < 12; reference++) {
            Pairs one = sample(15, 1, 0.3, reference);
            parts.add(Agreement.of(one, BOOTSTRAP, EnumSet.of(Statistic.SRCC)));
            sum += parts.get(reference).value(Statistic.SRCC).orElseThrow();
        }

        MacroMean mean = MacroMean.ofReferences(parts, Statistic.SRCC);

        assertThat(mean.value().orElseThrow()).isCloseTo(sum / 12, within(1e-12));
        assertThat(mean.parts()).isEqualTo(12);
        assertThat(((Interval.Bounds) mean.interval()).contains(sum / 12)).isTrue();
    }

    @Test
    void modelsOfDifferentPicturesAreNotCompared() {
        Agreement first = Agreement.of(sample(20, 20, 0.1, 1), BOOTSTRAP);
        Agreement second = Agreement.of(sample(21, 21, 0.1, 1), BOOTSTRAP);
        assertThatThrownBy(() -> Comparison.of(first, second, Statistic.SRCC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMacroMeanCountsPartsAlikeAndSaysHowManyItLeftOut() {
        Agreement first = Agreement.of(sample(50, 10, 0.1, 1), BOOTSTRAP);
        Agreement second = Agreement.of(sample(30, 10, 1, 2), BOOTSTRAP);
        double[] three = {1, 1, 1};
        Agreement constant = Agreement.of(
                new Pairs(three, new double[] {1, 2, 3}, new double[0], new int[] {0, 1, 2}, 10), BOOTSTRAP);

        MacroMean macro = MacroMean.of(List.of(first, second, constant), Statistic.SRCC);

        double mean = (first.value(Statistic.SRCC).orElseThrow()
                        + second.value(Statistic.SRCC).orElseThrow())
                / 2;
        assertThat(macro.value().orElseThrow()).isCloseTo(mean, within(1e-15));
        assertThat(macro.parts()).isEqualTo(2);
        assertThat(macro.left()).isEqualTo(1);
        assertThat(((Interval.Bounds) macro.interval()).contains(mean)).isTrue();
    }

    /** Sigmoid opinions of uniform scores with noise and ties. */
    private static Pairs sample(int n, int references, double noise, long seed) {
        Random random = new Random(seed);
        double[] scores = new double[n];
        double[] opinions = new double[n];
        double[] deviations = new double[n];
        int[] clusters = new int[n];
        for (int i = 0; i < n; i++) {
            scores[i] = Math.round(random.nextDouble() * 200) / 200.0;
            opinions[i] = 1 / (1 + Math.exp(-8 * (scores[i] - 0.5))) + noise * random.nextGaussian();
            deviations[i] = 0.1 + 0.1 * random.nextDouble();
            clusters[i] = i % references;
        }
        return new Pairs(scores, opinions, deviations, clusters, references);
    }

    private static Pairs without(Pairs pairs, int reference) {
        return pick(
                pairs,
                IntStream.range(0, pairs.size())
                        .filter(i -> pairs.references()[i] != reference)
                        .toArray());
    }

    private static Pairs pick(Pairs pairs, int[] some) {
        return new Pairs(
                pick(pairs.scores(), some),
                pick(pairs.opinions(), some),
                pick(pairs.standardErrors(), some),
                Arrays.stream(some).map(i -> pairs.references()[i]).toArray(),
                pairs.referenceCount());
    }

    private static double[] pick(double[] values, int[] some) {
        return Arrays.stream(some).mapToDouble(i -> values[i]).toArray();
    }

    private static double tauByDefinition(double[] x, double[] y) {
        double balance = 0;
        double untiedX = 0;
        double untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                balance += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
                untiedX += x[i] == x[j] ? 0 : 1;
                untiedY += y[i] == y[j] ? 0 : 1;
            }
        }
        return balance / Math.sqrt(untiedX * untiedY);
    }
}
