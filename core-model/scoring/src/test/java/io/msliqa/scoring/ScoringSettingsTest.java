package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.ModelException;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.SmallImage;
import io.msliqa.patch.ZoomLevel;
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
    void autoIsTheModelsLevelsUnlessTheseAreNoZoomedCropsOrAPlanIsSet() {
        Manifest crops = ModelBundle.shipped().manifest();
        Manifest resized = new Manifest(
                "paper",
                crops.backbone(),
                List.of(ZoomLevel.parse("crop-224"), ZoomLevel.parse("resize-256")),
                crops.headPolicy(),
                0,
                crops.scoreScale(),
                crops.resampling(),
                crops.padding(),
                Map.of());
        PatchPlan few = new PatchPlan(List.of(1.0), List.of(224), 1, PatchPlan.PAPER.transforms(), SmallImage.MIRROR);

        ScoringSettings levels = ScoringSettings.DEFAULT.forModel(crops);
        assertThat(levels.mode()).isEqualTo(ScoringMode.LEVELS);
        assertThat(levels.plan())
                .isEqualTo(new PatchPlan(
                        List.of(0.5, 1.0, 2.0), List.of(192), 3, PatchPlan.PAPER.transforms(), SmallImage.MIRROR));
        assertThat(levels.preprocessing().text())
                .contains("sizes=[192]")
                .endsWith("of at most: 786432 pixels\n")
                .isNotEqualTo(
                        of(ScoringMode.TTA, PatchWeights.MODEL).preprocessing().text());
        assertThat(ScoringSettings.DEFAULT.forModel(resized))
                .isEqualTo(new ScoringSettings(ScoringMode.TTA, PatchPlan.PAPER, 0, 16_000_000));
        assertThat(new ScoringSettings(ScoringMode.AUTO, few, 0, 1000)
                        .forModel(crops)
                        .plan())
                .isEqualTo(few);
        assertThatThrownBy(() -> new ScoringSettings(ScoringMode.LEVELS, few, 0, 1000).forModel(resized))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("resize-256");
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
