package io.msliqa.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {

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
    void withManyReferencesTheLevelsAreThePlainPercentiles() {
        // numpy.percentile(arange(1001), [2.5, 97.5]) is [25, 975].
        double[] values = IntStream.rangeClosed(0, 1000).asDoubleStream().toArray();
        Interval.Bounds bounds = (Interval.Bounds) new Bootstrap(1001, 1, 0.95).interval(values, 1_000_000);
        assertThat(bounds.lower()).isCloseTo(25, within(0.01));
        assertThat(bounds.upper()).isCloseTo(975, within(0.01));
    }

    @Test
    void withFewReferencesTheyMoveOutwards() {
        double[] values = IntStream.rangeClosed(0, 1000).asDoubleStream().toArray();
        Interval.Bounds bounds = (Interval.Bounds) new Bootstrap(1001, 1, 0.95).interval(values, 10);
        // In scipy: 1000 * norm.cdf(t.ppf(0.025, 9) * sqrt(10 / 9)).
        assertThat(bounds.lower()).isCloseTo(8.5506, within(0.001));
    }

    @Test
    void drawsWithoutAValueAreToleratedToFivePercent() {
        double[] values = new double[100];
        Arrays.fill(values, 0, 5, Double.NaN);
        Bootstrap bootstrap = new Bootstrap(100, 1, 0.95);
        assertThat(bootstrap.interval(values, 50)).isEqualTo(new Interval.Bounds(0, 0, 0.95));
        values[5] = Double.NaN;
        assertThat(bootstrap.interval(values, 50)).isEqualTo(new Interval.None(Reason.UNDEFINED_IN_RESAMPLES));
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
