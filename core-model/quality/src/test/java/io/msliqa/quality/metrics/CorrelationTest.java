package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.metrics.Coefficient.Reason;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static final double[] UP = {1, 2, 3, 4, 5};

    @Test
    void anIncreasingScoreCorrelatesFullyAndAFallingOneNegatively() {
        assertThat(Correlation.srcc(UP, new double[] {1, 4, 9, 16, 25}).orElseThrow())
                .isEqualTo(1);
        assertThat(Correlation.srcc(UP, new double[] {5, 4, 3, 2, 1}).orElseThrow())
                .isEqualTo(-1);
    }

    @Test
    void plccOfSquaresIsTheTextbookValue() {
        // Sums of products 60, 10, 374: 60 / sqrt(10 * 374).
        assertThat(Correlation.plcc(UP, new double[] {1, 4, 9, 16, 25}).orElseThrow())
                .isCloseTo(60 / Math.sqrt(3740), within(1e-15));
    }

    @Test
    void tiesShareTheMeanOfTheirRanks() {
        assertThat(Ranks.average(new double[] {3, 1, 3, -0.0, 0.0, 9})).containsExactly(4.5, 3, 4.5, 1.5, 1.5, 6);
    }

    @Test
    void unusableInputSaysWhy() {
        assertThat(Correlation.srcc(new double[] {1}, new double[] {1}))
                .isEqualTo(Coefficient.undefined(Reason.TOO_FEW_PAIRS));
        assertThat(Correlation.plcc(new double[] {}, new double[] {}))
                .isEqualTo(Coefficient.undefined(Reason.TOO_FEW_PAIRS));
        assertThat(Correlation.plcc(UP, new double[] {1, 2, Double.NaN, 4, 5}))
                .isEqualTo(Coefficient.undefined(Reason.NOT_FINITE));
        assertThat(Correlation.srcc(new double[] {2, 2, 2, 2, 2}, UP))
                .isEqualTo(Coefficient.undefined(Reason.CONSTANT_SCORES));
        assertThat(Correlation.srcc(UP, new double[] {2, 2, 2, 2, 2}))
                .isEqualTo(Coefficient.undefined(Reason.CONSTANT_OPINIONS));
    }
}
