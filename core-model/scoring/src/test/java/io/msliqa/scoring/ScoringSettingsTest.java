package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.SmallImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoringSettingsTest {

    private static ScoringSettings of(ScoringMode mode, PatchWeights weights) {
        return new ScoringSettings(mode, PatchPlan.PAPER, 0, 16_000_000, 1000, Arithmetic.FLOAT32, 0, weights);
    }

    @Test
    void onlyThePlainMeanIsSaidInTheFingerprintForOldScoresWereOfNoOther() {
        String usual = of(ScoringMode.TTA, PatchWeights.MODEL).preprocessing().text();

        assertThat(usual).doesNotContain("mean");
        assertThat(of(ScoringMode.TTA, PatchWeights.PLAIN).preprocessing().text())
                .isEqualTo(usual + "mean: plain\n");
        assertThat(of(ScoringMode.VIEWS, PatchWeights.MODEL).preprocessing().text())
                .contains(
                        "views: whole picture at the model's scales/2, mirrored to multiples of 32/1, of at most 1000 pixels");
    }

    @Test
    void autoIsViewsUnlessTheModelNamesNoneOrSomethingIsSaidOfPatches() {
        Manifest names = ModelBundle.shipped().manifest();
        Manifest namesNone = new Manifest(
                "paper",
                names.backbone(),
                names.heads(),
                names.headPolicy(),
                0,
                names.scoreScale(),
                names.resampling(),
                names.padding(),
                Map.of());
        PatchPlan few = new PatchPlan(List.of(1.0), List.of(224), 1, PatchPlan.PAPER.transforms(), SmallImage.MIRROR);

        assertThat(ScoringSettings.DEFAULT.forModel(names).mode()).isEqualTo(ScoringMode.VIEWS);
        assertThat(ScoringSettings.DEFAULT.forModel(namesNone).mode()).isEqualTo(ScoringMode.TTA);
        assertThat(List.of(
                        of(ScoringMode.AUTO, PatchWeights.PLAIN),
                        new ScoringSettings(ScoringMode.AUTO, few, 0, 1000),
                        new ScoringSettings(
                                ScoringMode.AUTO,
                                PatchPlan.PAPER,
                                0,
                                1,
                                1,
                                Arithmetic.FLOAT32,
                                0.1,
                                PatchWeights.MODEL)))
                .allSatisfy(asked -> assertThat(asked.forModel(names).mode()).isEqualTo(ScoringMode.TTA));
        assertThatThrownBy(ScoringSettings.DEFAULT::preprocessing).isInstanceOf(IllegalStateException.class);
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
