package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.network.Arithmetic;
import io.msliqa.patch.PatchPlan;
import org.junit.jupiter.api.Test;

class ScoringSettingsTest {

    private static ScoringSettings of(ScoringMode mode, PatchWeights weights) {
        return new ScoringSettings(mode, PatchPlan.PAPER, 0, 1000, Arithmetic.FLOAT32, 0, weights);
    }

    @Test
    void onlyThePlainMeanIsSaidInTheFingerprintForOldScoresWereOfNoOther() {
        String usual = of(ScoringMode.TTA, PatchWeights.MODEL).preprocessing().text();

        assertThat(usual).doesNotContain("mean");
        assertThat(of(ScoringMode.TTA, PatchWeights.PLAIN).preprocessing().text())
                .isEqualTo(usual + "mean: plain\n");
        assertThat(of(ScoringMode.VIEWS, PatchWeights.MODEL).preprocessing().text())
                .contains("views: whole picture at the model's scales/1, of at most 1000 pixels");
    }

    private static ScoringSettings ofBatches(int size) {
        return new ScoringSettings(ScoringMode.TTA, PatchPlan.PAPER, size, 1000);
    }

    @Test
    void anEnginesUsualBatchCountsUnlessOneIsSet() {
        assertThat(ofBatches(0).on(new OnnxEngine()).batchSize()).isEqualTo(1);
        assertThat(ofBatches(32).on(new OnnxEngine())).isEqualTo(ofBatches(32));
    }

    @Test
    void aNegativeBatchSizeIsRefused() {
        assertThatThrownBy(() -> ofBatches(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
