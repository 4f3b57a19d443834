package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import io.msliqa.network.Network;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EarlierModelTest {

    private static List<ZoomLevel> levels(String... levels) {
        return Stream.of(levels).map(ZoomLevel::parse).toList();
    }

    @Test
    void anotherTrainingBeginsWithTheFeaturesAndTheHeadsOfTheSameLevels() {
        Network network = HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2);
        Manifest manifest = new Manifest(
                "test",
                Backbone.MOBILENET_V3_SMALL,
                levels("crop-224", "resize-768/crop-384"),
                HeadPolicy.MEAN,
                1,
                QualityScale.higherIsBetter(1, 5),
                "bicubic",
                "mirror",
                Map.of());
        try (NDManager manager = NDManager.newBaseManager()) {
            MsliqaBlock other = new MsliqaBlock(Backbone.MOBILENET_V3_SMALL, 3);

            EarlierModel.load(
                    ModelBundle.of(manifest, network),
                    other,
                    levels("resize-768/crop-384", "whole", "crop-32"),
                    manager);

            Map<String, Parameter> values = other.parametersByName();
            assertThat(values.values().stream().filter(Parameter::isInitialized))
                    .hasSize(network.weights().size() - 4);
            network.weights().forEach((name, value) -> {
                if (!name.startsWith("heads.0.")) {
                    String there = name.replace("heads.1.", "heads.0.");
                    assertThat(values.get(there).getArray().toFloatArray())
                            .as(name)
                            .isEqualTo(value.values());
                }
            });
        }
    }
}
