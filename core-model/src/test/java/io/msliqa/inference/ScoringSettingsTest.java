package io.msliqa.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.msliqa.patch.PatchPlan;
import org.junit.jupiter.api.Test;

class ScoringSettingsTest {

    private static ScoringSettings ofBatches(int size) {
        return new ScoringSettings(ScoringMode.TTA, PatchPlan.PAPER, size, 1000);
    }

    @Test
    void aGpuGetsLargerBatchesThanACoreUnlessTheirSizeIsSet() {
        assertThat(ofBatches(0).on(Device.cpu()).batchSize()).isEqualTo(8);
        assertThat(ofBatches(0).on(Device.gpu(1)).batchSize()).isEqualTo(256);
        assertThat(ofBatches(32).on(Device.cpu())).isEqualTo(ofBatches(32));
        assertThat(ofBatches(32).on(Device.gpu(0))).isEqualTo(ofBatches(32));
    }

    @Test
    void aNegativeBatchSizeIsRefused() {
        assertThatThrownBy(() -> ofBatches(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
