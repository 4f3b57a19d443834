package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.msliqa.network.Backbone;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MsliqaBlockTest {

    private static final Shape BATCH = new Shape(2, 3, 64, 48);

    private final NDManager manager = NDManager.newBaseManager();
    private final ParameterStore store = new ParameterStore(manager, false);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void forwardGivesAColumnAHead() {
        MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_SMALL, 3);
        NDArray x = HashedValues.batch(manager, BATCH);

        NDArray all = net.forward(store, new NDList(x), false).singletonOrThrow();

        assertThat(all.getShape()).isEqualTo(new Shape(2, 3));
        for (int head = 0; head < 3; head++) {
            NDArray one = net.head(store, x, head, false);
            assertThat(one.getShape()).isEqualTo(new Shape(2, 1));
            assertThat(one.toFloatArray()).isEqualTo(all.get(":, " + head).toFloatArray());
        }
        assertThat(x.toFloatArray())
                .isEqualTo(HashedValues.batch(manager, BATCH).toFloatArray());
    }

    @Test
    void aHeadIsTwoLinearMapsWithAReluBetween() {
        MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_SMALL, 1);
        NDArray x = HashedValues.batch(manager, BATCH);
        float[] embedding = net.embed(store, x, false).toFloatArray();
        float[] weight = values(net, "heads.0.0.weight");
        float[] bias = values(net, "heads.0.0.bias");
        float[] last = values(net, "heads.0.2.weight");
        double score = values(net, "heads.0.2.bias")[0];
        for (int j = 0; j < 512; j++) {
            double hidden = bias[j];
            for (int i = 0; i < 576; i++) {
                hidden += weight[j * 576 + i] * embedding[i];
            }
            score += last[j] * Math.max(hidden, 0);
        }

        assertThat((double) net.head(store, x, 0, false).toFloatArray()[0]).isCloseTo(score, within(1e-4));
    }

    @Test
    void aSeedDeterminesTheValuesWhateverTheNumberOfHeads() {
        MsliqaBlock one = initialized(1, 7);
        MsliqaBlock three = initialized(3, 7);
        MsliqaBlock other = initialized(1, 8);
        String name = "features.4.block.1.0.weight";

        assertThat(values(one, name)).isEqualTo(values(three, name)).isNotEqualTo(values(other, name));
        assertThat(values(three, "heads.0.0.weight")).isNotEqualTo(values(three, "heads.1.0.weight"));
    }

    @Test
    void convolutionsStartWithKaimingsDeviationOfTheFanOut() {
        float[] weights = values(initialized(1, 0), "features.12.0.weight");
        double square = 0;
        for (float w : weights) {
            square += w * w;
        }

        assertThat(Math.sqrt(square / weights.length)).isCloseTo(Math.sqrt(2.0 / 576), within(1e-3));
    }

    @Test
    void gradientsReachEveryParameterOfTheHeadInTraining() {
        MsliqaBlock net = initialized(2, 3);
        net.initialize(manager, DataType.FLOAT32, BATCH);
        NDArray x = HashedValues.batch(manager, BATCH);

        try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
            gradients.backward(net.head(store, x, 1, true).square().sum());
        }

        net.parametersByName().forEach((name, parameter) -> {
            if (parameter.requiresGradient() && !name.startsWith("heads.0")) {
                float[] gradient = parameter.getArray().getGradient().toFloatArray();
                assertThat(Arrays.equals(gradient, new float[gradient.length]))
                        .as(name)
                        .isFalse();
            }
        });
    }

    @Test
    void scoringLeavesNothingBehindButItsResult() {
        MsliqaBlock net = initialized(2, 3);
        try (NDManager batch = manager.newSubManager()) {
            NDArray x = HashedValues.batch(batch, BATCH);
            net.forward(store, new NDList(x), false);

            assertThat(batch.getManagedArrays().stream().map(NDArray::getShape))
                    .containsExactlyInAnyOrder(BATCH, new Shape(2, 2));
        }
    }

    @Test
    void aNetworkHasAHeadAtLeast() {
        assertThatThrownBy(() -> new MsliqaBlock(Backbone.MOBILENET_V3_LARGE, 0))
                .hasMessageContaining("0");
    }

    private MsliqaBlock initialized(int heads, long seed) {
        MsliqaBlock net = new MsliqaBlock(Backbone.MOBILENET_V3_SMALL, heads);
        net.initialize(manager, seed);
        return net;
    }

    private static float[] values(MsliqaBlock net, String name) {
        return net.parametersByName().get(name).getArray().toFloatArray();
    }
}
