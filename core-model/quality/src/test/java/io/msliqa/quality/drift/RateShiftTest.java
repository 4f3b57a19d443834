package io.msliqa.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.drift.RateShift.Rate;
import io.msliqa.quality.metrics.Bootstrap;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateShiftTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1, 0.95);

    @Test
    void aShareOfNightsHasAnIntervalThatHoldsIt() {
        Estimate rate = RateShift.pooled(List.of(new Rate(1, 8), new Rate(0, 8), new Rate(3, 8)), BOOTSTRAP);

        assertThat(rate.value()).isEqualTo(4.0 / 24);
        assertThat(rate.lower()).isBetween(0.0, 0.1);
        assertThat(rate.upper()).isBetween(0.2, 3.0 / 8);
    }

    /** scipy.stats.binomtest(0, 24).proportion_ci(0.95, "exact") is 0 to 0.14247. */
    @Test
    void noneInTwentyFourNightsDoesNotMeanNever() {
        Estimate rate = RateShift.pooled(Collections.nCopies(24, new Rate(0, 8)), BOOTSTRAP);

        assertThat(rate.value()).isZero();
        assertThat(rate.lower()).isZero();
        assertThat(rate.upper()).isCloseTo(0.14247, within(1e-5));
    }
}
