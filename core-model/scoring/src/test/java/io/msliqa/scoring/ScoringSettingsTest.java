package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.patch.PatchPlan;
import org.junit.jupiter.api.Test;

class ScoringSettingsTest {

    private static ScoringSettings ofBatches(int size) {
        return new ScoringSettings(ScoringMode.TTA, PatchPlan.PAPER, size, 1000);
    }

    @Test
    void anEnginesUsualBatchCountsUnlessOneIsSet() {
        assertThat(ofBatches(0).on(new OnnxEngine()).batchSize()).isEqualTo(8);
        assertThat(ofBatches(32).on(new OnnxEngine())).isEqualTo(ofBatches(32));
    }

    @Test
    void aNegativeBatchSizeIsRefused() {
        assertThatThrownBy(() -> ofBatches(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
