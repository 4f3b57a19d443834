package io.msliqa.quality.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BinomialTest {

    @Test
    void boundsAreThoseOfClopperAndPearson() {
        // statsmodels.stats.proportion.proportion_confint(some, all, alpha, method="beta")
        check(3, 20, 0.95, 0.0320709371854637, 0.37892682654531396);
        check(0, 12, 0.95, 0, 0.26464846939);
        check(12, 12, 0.95, 1 - 0.26464846939, 1);
        check(50, 1000, 0.99, 0.033926662710220275, 0.07050437520145814);
    }

    private static void check(long some, long all, double confidence, double lower, double upper) {
        Interval.Bounds bounds = Binomial.interval(some, all, confidence);
        assertThat(bounds.lower()).isCloseTo(lower, within(1e-9));
        assertThat(bounds.upper()).isCloseTo(upper, within(1e-9));
    }

    @Test
    void whatIsNoShareIsRefused() {
        assertThatThrownBy(() -> Binomial.interval(3, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Binomial.interval(0, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
    }
}
