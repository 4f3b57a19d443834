package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HashedNetwork;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Network;
import io.msliqa.network.Quality;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TorchScriptNetworkTest {

    private static final Shape BATCH = new Shape(3, 3, 64, 48);

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource
    void scoresAreThoseOfTheNetwork(Backbone backbone) {
        MsliqaBlock net = HashedValues.net(manager, backbone, 3);
        NDArray x = HashedValues.batch(manager, BATCH);
        float[] expected = net.forward(new ParameterStore(manager, false), new NDList(x), false)
                .singletonOrThrow()
                .toFloatArray();

        try (TorchScriptNetwork scoring = TorchScriptNetwork.of(net.toNetwork(), Device.cpu(), Arithmetic.FLOAT32)) {
            NDArray scores = scoring.score(x);
            NDArray view = channelsLast(x);

            assertThat(scores.getShape()).isEqualTo(new Shape(3, 3));
            assertThat(scores.toFloatArray()).containsExactly(expected, within(1e-5f));
            assertThat(scoring.score(view).toFloatArray()).containsExactly(expected, within(1e-5f));
            assertThat(x.toFloatArray())
                    .isEqualTo(HashedValues.batch(manager, BATCH).toFloatArray());
        }
    }

    /** Rounding once to 11 or 8 bits moves a value by up to 2^-11 or 2^-8 of itself; layers add up a few of these. */
    @ParameterizedTest
    @CsvSource({"FLOAT16, 0.004", "BFLOAT16, 0.03"})
    void halfOfTheBitsCostsLittle(Arithmetic arithmetic, float error) {
        MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_SMALL, 3);
        NDArray x = HashedValues.batch(manager, BATCH);
        try (TorchScriptNetwork exact = TorchScriptNetwork.of(net.toNetwork(), Device.cpu(), Arithmetic.FLOAT32);
                TorchScriptNetwork coarse = TorchScriptNetwork.of(net.toNetwork(), Device.cpu(), arithmetic)) {
            float[] expected = exact.score(x).toFloatArray();
            NDArray scores = coarse.score(x);

            assertThat(scores.getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(scores.toFloatArray()).containsExactly(expected, within(error));
            assertThat(scores.toFloatArray()).isNotEqualTo(expected);
        }
    }

    @Test
    void manyThreadsGetTheSameBits() {
        MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_SMALL, 1);
        try (TorchScriptNetwork scoring = TorchScriptNetwork.of(net.toNetwork(), Device.cpu(), Arithmetic.FLOAT32)) {
            float[] alone = scoring.score(HashedValues.batch(manager, BATCH)).toFloatArray();

            assertThat(IntStream.range(0, 40).parallel().mapToObj(i -> {
                        try (NDManager own = NDManager.newBaseManager()) {
                            return scoring.score(HashedValues.batch(own, BATCH)).toFloatArray();
                        }
                    }))
                    .allSatisfy(scores -> assertThat(scores).isEqualTo(alone));
        }
    }

    @Test
    void equalWeightsMakeEqualArchives() {
        byte[] one = archive();

        assertThat(archive()).isEqualTo(one);
    }

    @Test
    void headsThatPutOutSeveralThingsAreExportedAsADictionary() throws Exception {
        HeadOutputs outputs =
                new HeadOutputs(List.of(Quality.FIDELITY, Quality.OPINION), List.of(Cause.NONE, Cause.BLUR));
        Network network = HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 1, outputs);
        NDArray x = HashedValues.batch(manager, BATCH);
        try (Model model = Model.newInstance("exported", "PyTorch");
                TorchScriptNetwork scoring = TorchScriptNetwork.of(network, Device.cpu(), Arithmetic.FLOAT32)) {
            model.load(new ByteArrayInputStream(TorchScriptNetwork.export(network, Arithmetic.FLOAT32)));
            NDArray all = scoring.score(x);

            NDList named = model.getBlock().forward(new ParameterStore(), new NDList(x), false);

            Map<String, float[]> byName = new HashMap<>();
            named.forEach(array -> byName.put(array.getName(), array.toFloatArray()));
            assertThat(byName).containsOnlyKeys("fidelity", "opinion", "causes");
            assertThat(byName.get("opinion")).containsExactly(all.get(":,1").toFloatArray(), within(1e-5f));
            assertThat(byName.get("causes")).containsExactly(all.get(":,2:").toFloatArray(), within(1e-5f));
        }
    }

    @Test
    void aBlockWithoutValuesIsNoNetwork() {
        assertThatThrownBy(() -> new MsliqaBlock(Backbone.MOBILENET_V3_SMALL, 1).toNetwork())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("initialize");
    }

    private static byte[] archive() {
        return TorchScriptNetwork.export(HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2), Arithmetic.FLOAT32);
    }

    private NDArray channelsLast(NDArray x) {
        NDArray last = x.transpose(0, 2, 3, 1);
        return manager.create(last.toFloatArray(), last.getShape()).transpose(0, 3, 1, 2);
    }
}
