package io.msliqa.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.metrics.Coefficient.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(100, 7, 0.95);

    @Test
    void aDrawWithEveryReferenceOnceGivesTheSampleItself() {
        Pairs pairs = sample(100, 20, 0.2, 1);
        Map<Statistic, Double> drawn = resampler(pairs).evaluate(ones(20));

        Agreement agreement = Agreement.of(pairs, BOOTSTRAP);
        for (Statistic statistic : Statistic.values()) {
            assertThat(drawn.get(statistic))
                    .as(statistic.title())
                    .isCloseTo(agreement.value(statistic).orElseThrow(), within(1e-6));
        }
    }

    @Test
    void aDrawIsTheSampleInWhichReferencesOccurAsOftenAsDrawn() {
        Pairs pairs = sample(60, 6, 0.3, 2);
        int[] copies = {0, 3, 1, 1, 0, 1};

        Map<Statistic, Double> drawn = resampler(pairs).evaluate(copies);

        Pairs written = repeated(pairs, copies);
        assertThat(drawn.get(Statistic.SRCC))
                .isCloseTo(
                        Correlation.srcc(written.scores(), written.opinions()).orElseThrow(), within(1e-12));
        assertThat(drawn.get(Statistic.KRCC))
                .isCloseTo(
                        Correlation.krcc(written.scores(), written.opinions()).orElseThrow(), within(1e-12));
        assertThat(drawn.get(Statistic.PLCC))
                .isCloseTo(
                        Correlation.plcc(written.scores(), written.opinions()).orElseThrow(), within(1e-12));
        assertThat(drawn.get(Statistic.RMSE))
                .isCloseTo(Errors.rmse(written.scores(), written.opinions()).orElseThrow(), within(1e-12));
        assertThat(drawn.get(Statistic.MAE))
                .isCloseTo(Errors.mae(written.scores(), written.opinions()).orElseThrow(), within(1e-12));
        Agreement fitted = Agreement.of(written, BOOTSTRAP, EnumSet.of(Statistic.PLCC_LOGISTIC4));
        assertThat(drawn.get(Statistic.PLCC_LOGISTIC4))
                .isCloseTo(fitted.value(Statistic.PLCC_LOGISTIC4).orElseThrow(), within(1e-6));
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
        assertThat(few.value(Statistic.OUTLIER_RATIO)).isEqualTo(Coefficient.undefined(Reason.NO_DEVIATIONS));

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
        Pairs bad = new Pairs(worse, good.opinions(), good.deviations(), good.references(), 40);
        double[] shifted = Arrays.stream(good.scores()).map(v -> 2 * v).toArray();
        Pairs same = new Pairs(shifted, good.opinions(), good.deviations(), good.references(), 40);
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
    void aPValueIsStudentsByTheShareOfDrawsOrWhereThatIsNoneByTheirDeviation() {
        double[] some = IntStream.range(0, 100).mapToDouble(i -> i - 2.5).toArray();
        // scipy: 2 * t.cdf(norm.ppf(4 / 101) * sqrt(39 / 40), 39)
        assertThat(BOOTSTRAP.pValue(47, some, 40)).isCloseTo(0.09095768359264193, within(1e-9));
        double[] none =
                IntStream.range(-50, 50).mapToDouble(i -> 0.5 + i / 200.0).toArray();
        // scipy: 2 * t.cdf(-0.5 / std(none, ddof=1) * sqrt((r - 1) / r), r - 1)
        assertThat(BOOTSTRAP.pValue(0.5, none, 40)).isCloseTo(0.0015513424395614214, within(1e-9));
        assertThat(BOOTSTRAP.pValue(0.5, none, 6)).isCloseTo(0.025476721198846478, within(1e-9));
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
            Pairs bad = new Pairs(worse, good.opinions(), good.deviations(), good.references(), 6);
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

    private static Resampler resampler(Pairs pairs) {
        Map<LogisticForm, LogisticFit> fits = Map.of(
                LogisticForm.FOUR_PARAMETERS,
                LogisticFit.of(LogisticForm.FOUR_PARAMETERS, pairs.scores(), pairs.opinions()),
                LogisticForm.FIVE_PARAMETERS,
                LogisticFit.of(LogisticForm.FIVE_PARAMETERS, pairs.scores(), pairs.opinions()));
        return new Resampler(pairs, fits, EnumSet.allOf(Statistic.class));
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

    private static Pairs repeated(Pairs pairs, int[] copies) {
        int[] chosen = IntStream.range(0, pairs.size())
                .flatMap(i -> IntStream.generate(() -> i).limit(copies[pairs.references()[i]]))
                .toArray();
        return Pairs.independent(
                Arrays.stream(chosen).mapToDouble(i -> pairs.scores()[i]).toArray(),
                Arrays.stream(chosen).mapToDouble(i -> pairs.opinions()[i]).toArray());
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

    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
