package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.metrics.Coefficient.Reason;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static final double[] PREDICTED = {1, 2, 3, 4};
    private static final double[] OPINIONS = {1, 4, 3, 1};

    @Test
    void errorsAreThoseOfTheTextbook() {
        assertThat(Errors.rmse(PREDICTED, OPINIONS).orElseThrow()).isCloseTo(Math.sqrt(13 / 4.0), within(1e-15));
        assertThat(Errors.mae(PREDICTED, OPINIONS).orElseThrow()).isEqualTo(1.25);
        assertThat(Errors.rmse(OPINIONS, OPINIONS).orElseThrow()).isZero();
    }

    @Test
    void anOutlierIsFurtherAwayThanTwoDeviations() {
        double[] deviations = {0, 1, 0, 1.4};
        assertThat(Errors.outlierRatio(PREDICTED, OPINIONS, deviations).orElseThrow())
                .isEqualTo(0.25);
        assertThat(Errors.outlierRatio(PREDICTED, OPINIONS, new double[0]))
                .isEqualTo(Coefficient.undefined(Reason.NO_STANDARD_ERRORS));
    }

    @Test
    void hugeErrorsDoNotOverflowUntilADoubleDoes() {
        double[] huge = {1e200, -1e200, 1e200, -1e200};
        assertThat(Errors.rmse(huge, OPINIONS).orElseThrow()).isCloseTo(1e200, within(1e188));
        double[] most = {Double.MAX_VALUE, 0, 0, 0};
        double[] least = {-Double.MAX_VALUE, 0, 0, 0};
        assertThat(Errors.rmse(most, least)).isEqualTo(Coefficient.undefined(Reason.NOT_FINITE));
    }

    @Test
    void unusableInputSaysWhyOrIsABug() {
        assertThat(Errors.mae(new double[0], new double[0])).isEqualTo(Coefficient.undefined(Reason.TOO_FEW_PAIRS));
        assertThat(Errors.rmse(new double[] {Double.NaN}, new double[] {1}))
                .isEqualTo(Coefficient.undefined(Reason.NOT_FINITE));
        assertThatThrownBy(() -> Errors.mae(PREDICTED, new double[1])).isInstanceOf(IllegalArgumentException.class);
    }
}
