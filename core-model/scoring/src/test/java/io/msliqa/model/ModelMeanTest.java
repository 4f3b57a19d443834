package io.msliqa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import io.msliqa.network.ModelException;
import io.msliqa.network.Network;
import io.msliqa.network.Tensor;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelMeanTest {

    private static final Network NETWORK = HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2);

    private static ModelBundle model(String level, float factor) {
        return model(level, 0, factor);
    }

    private static ModelBundle model(String level, int bestHead, float factor) {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        NETWORK.weights().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            weights.put(name, new Tensor(values, tensor.shape()));
        });
        Manifest manifest = new Manifest(
                "part",
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse(level), ZoomLevel.parse("whole")),
                HeadPolicy.MEAN,
                bestHead,
                QualityScale.of(1, 5, true),
                "bicubic",
                "mirror",
                Map.of());
        return ModelBundle.of(manifest, new Network(NETWORK.table(), weights));
    }

    @Test
    void everyNumberIsTheMean() {
        List<ModelBundle> models = List.of(model("crop-224", 1, 1), model("crop-224", 0, 3), model("crop-224", 0, 5));

        ModelBundle mean = ModelMean.of(models, "mean", Map.of("from", "three"));

        // Numbers that three times and five times are exact but for a rounding.
        Map<String, Tensor> tripled = model("crop-224", 3).network().weights();
        mean.network().weights().forEach((name, tensor) -> assertThat(tensor.values())
                .as(name)
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(tripled.get(name).values()));
        assertThat(mean.manifest().name()).isEqualTo("mean");
        assertThat(mean.manifest().bestHead()).isEqualTo(1);
        assertThat(mean.manifest().provenance()).containsEntry("from", "three");
    }

    @Test
    void modelsOfTwoKindsAndOneAloneHaveNone() {
        ModelBundle one = model("crop-224", 1);
        List<ModelBundle> two = List.of(one, model("crop-384", 1));

        assertThatThrownBy(() -> ModelMean.of(two, "mean", Map.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("differ in more than their weights");
        assertThatThrownBy(() -> ModelMean.of(List.of(one), "mean", Map.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("at least two");
    }
}
