package io.msliqa.quality.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.quality.metrics.Bootstrap;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementShiftTest {

    private static final Bootstrap DRAWS = new Bootstrap(200, 7, 0.95);

    private static final LabelledScores AGREEING = new LabelledScores(
            List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), List.of(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0));

    /** scipy.stats.spearmanr([1..8], [2, 1, 4, 3, 6, 5, 8, 7]) is 0.9047619047619048. */
    private static final LabelledScores SWAPPED = new LabelledScores(
            List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), List.of(2.0, 1.0, 4.0, 3.0, 6.0, 5.0, 8.0, 7.0));

    @Test
    void theChangeIsThatOfSpearmansCorrelation() {
        AgreementShift shift = AgreementShift.of(List.of(AGREEING, AGREEING), SWAPPED, DRAWS);

        assertThat(shift.before()).isCloseTo(1, within(1e-12));
        assertThat(shift.now().value()).isCloseTo(0.9047619047619048, within(1e-12));
        assertThat(shift.change().value()).isCloseTo(-0.0952380952380952, within(1e-12));
        assertThat(shift.change().upper()).isLessThanOrEqualTo(1e-12);
        assertThat(shift.now().lower()).isLessThan(0.9047619047619048);
        assertThat(shift.now().upper()).isGreaterThan(0.9047619047619048);
    }

    @Test
    void withoutNightsBeforeThereIsNoChangeButAnAgreement() {
        AgreementShift shift = AgreementShift.of(List.of(), SWAPPED, DRAWS);

        assertThat(shift.before()).isNaN();
        assertThat(shift.now().isDefined()).isTrue();
        assertThat(shift.change()).isEqualTo(Estimate.NONE);
    }

    @Test
    void equalOpinionsHaveNoOrder() {
        LabelledScores equal = new LabelledScores(List.of(1.0, 2.0, 3.0), List.of(5.0, 5.0, 5.0));

        assertThat(AgreementShift.of(List.of(AGREEING), equal, DRAWS).now()).isEqualTo(Estimate.NONE);
        assertThat(AgreementShift.of(List.of(AGREEING), new LabelledScores(List.of(), List.of()), DRAWS)
                        .now())
                .isEqualTo(Estimate.NONE);
        assertThatThrownBy(() -> new LabelledScores(List.of(1.0), List.of())).hasMessageContaining("1 scores");
    }
}
