package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.metrics.Coefficient.Reason;
import io.msliqa.quality.metrics.PseudoValues.Scale;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Test;

class IntervalTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(1_000, 1, 0.95);

    @Test
    void bonettAndWrightsIntervalIsTheFormulas() {
        // In Python: tanh(atanh(0.8) -+ 1.959963984540054 * sqrt((1 + 0.32) / 97)).
        Interval.Bounds bounds = (Interval.Bounds) BonettWright.interval(0.8, 100, 0.95);
        assertThat(bounds.lower()).isCloseTo(0.7013608596, within(1e-9));
        assertThat(bounds.upper()).isCloseTo(0.8685757803, within(1e-9));
        assertThat(BonettWright.interval(1, 100, 0.95)).isEqualTo(new Interval.Bounds(1, 1, 0.95));
        assertThat(BonettWright.interval(0.8, 3, 0.95)).isEqualTo(new Interval.None(Reason.TOO_FEW_PAIRS));
    }

    @Test
    void anIntervalIsNeverNarrowerThanStudentsOfThePseudoValues() {
        double[] values = new Random(1).doubles(12).toArray();
        Interval.Bounds bounds =
                (Interval.Bounds) PseudoValues.ofMean(values, Scale.DIFFERENCE).interval(BOOTSTRAP);
        double mean = StatUtils.mean(values);
        // scipy: t.ppf(0.975, 11).
        double students = 2.200985160082949 * Math.sqrt(StatUtils.variance(values) / 12);
        assertThat(bounds.upper() - mean).isBetween(students, 1.5 * students);
        assertThat(mean - bounds.lower()).isCloseTo(bounds.upper() - mean, within(1e-12));
    }

    @Test
    void thePseudoValuesOfAMeanAreTheValuesThemselves() {
        double[] values = new Random(2).doubles(9).toArray();
        double sum = Arrays.stream(values).sum();
        double[] leftOut = Arrays.copyOf(
                Arrays.stream(values).map(value -> (sum - value) / 8).toArray(), 10);
        leftOut[9] = sum / 9;
        boolean[] present = new boolean[9];
        Arrays.fill(present, true);

        Interval.Bounds jackknife = (Interval.Bounds)
                PseudoValues.of(sum / 9, leftOut, present, Scale.DIFFERENCE).interval(BOOTSTRAP);
        Interval.Bounds direct =
                (Interval.Bounds) PseudoValues.ofMean(values, Scale.DIFFERENCE).interval(BOOTSTRAP);

        assertThat(jackknife.lower()).isCloseTo(direct.lower(), within(1e-12));
        assertThat(jackknife.upper()).isCloseTo(direct.upper(), within(1e-12));
    }

    @Test
    void theBootstrapTFollowsSkewness() {
        // A long tail to the right: the mean may be much higher than it looks, hardly lower.
        double[] values =
                IntStream.range(0, 30).mapToDouble(i -> Math.exp(i / 8.0)).toArray();
        double mean = StatUtils.mean(values);
        Interval.Bounds bounds =
                (Interval.Bounds) PseudoValues.ofMean(values, Scale.ERROR).interval(BOOTSTRAP);
        assertThat(bounds.upper() - mean).isGreaterThan(1.1 * (mean - bounds.lower()));
    }

    @Test
    void boundsStayWhereTheStatisticCanBe() {
        double[] shares = {0, 0, 0, 0, 0, 0, 0.5, 0};
        assertThat(((Interval.Bounds) PseudoValues.ofMean(shares, Scale.SHARE).interval(BOOTSTRAP)).lower())
                .isZero();
        double[] correlations = {1, 1, 1, 1, 0.2};
        assertThat(((Interval.Bounds) PseudoValues.ofMean(correlations, Scale.CORRELATION)
                                .interval(BOOTSTRAP))
                        .upper())
                .isEqualTo(1);
    }

    @Test
    void equalPseudoValuesLeaveNoDoubt() {
        PseudoValues zero = PseudoValues.ofMean(new double[10], Scale.DIFFERENCE);
        assertThat(zero.interval(BOOTSTRAP)).isEqualTo(new Interval.Bounds(0, 0, 0.95));
        assertThat(zero.pValue(BOOTSTRAP)).isEqualTo(1);
    }

    @Test
    void aShareOfNoneMayBeMoreInThePopulation() {
        // scipy.stats.binomtest(0, 12).proportion_ci(0.95).high = 0.26464846939
        Interval none = PseudoValues.ofMean(new double[12], Scale.SHARE).interval(BOOTSTRAP);
        assertThat(((Interval.Bounds) none).lower()).isZero();
        assertThat(((Interval.Bounds) none).upper()).isCloseTo(0.26464846939, within(1e-9));
        double[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        Interval all = PseudoValues.ofMean(ones, Scale.SHARE).interval(BOOTSTRAP);
        assertThat(((Interval.Bounds) all).lower()).isCloseTo(1 - 0.26464846939, within(1e-9));
        assertThat(((Interval.Bounds) all).upper()).isEqualTo(1);
    }

    @Test
    void referencesWithoutAValueAreToleratedToFivePercent() {
        double[] values = new Random(3).doubles(40).toArray();
        Arrays.fill(values, 0, 2, Double.NaN);
        assertThat(PseudoValues.ofMean(values, Scale.DIFFERENCE).interval(BOOTSTRAP))
                .isInstanceOf(Interval.Bounds.class);
        values[2] = Double.NaN;
        assertThat(PseudoValues.ofMean(values, Scale.DIFFERENCE).interval(BOOTSTRAP))
                .isEqualTo(new Interval.None(Reason.UNDEFINED_IN_RESAMPLES));
        assertThat(PseudoValues.ofMean(new double[] {1}, Scale.DIFFERENCE).interval(BOOTSTRAP))
                .isEqualTo(new Interval.None(Reason.TOO_FEW_REFERENCES));
    }

    @Test
    void aPValueIsTheShareOfDrawsAsFarAwayAndAtLeastStudents() {
        double[] values = IntStream.range(0, 20).mapToDouble(i -> i - 8.0).toArray();
        // scipy: ttest_1samp(arange(20) - 8, 0).pvalue = 0.270944; the draws' share scatters around it.
        double p = PseudoValues.ofMean(values, Scale.DIFFERENCE).pValue(BOOTSTRAP);
        assertThat(p).isBetween(0.270943, 0.35);
        // scipy: ttest_1samp(arange(20) + 30, 0).pvalue = 1.98e-17, beyond all draws.
        double[] far = IntStream.range(0, 20).mapToDouble(i -> i + 30.0).toArray();
        assertThat(PseudoValues.ofMean(far, Scale.DIFFERENCE).pValue(BOOTSTRAP)).isBetween(1e-18, 1e-16);
    }

    @Test
    void holmsCorrectionIsTheTextbooks() {
        // statsmodels.stats.multitest.multipletests([0.01, 0.04, 0.03, 0.005], method="holm").
        assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005})).containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.adjust(new double[] {0.6, 0.7})).containsExactly(1, 1);
        assertThat(Holm.adjust(new double[0])).isEmpty();
        assertThatThrownBy(() -> Holm.adjust(new double[] {1.5})).isInstanceOf(IllegalArgumentException.class);
    }
}
