package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HashedNetwork;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Network;
import io.msliqa.network.Quality;
import io.msliqa.onnx.OnnxNetwork;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxParityTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void headsThatPutOutSeveralThingsHaveNamedOutputs() throws OrtException {
        HeadOutputs outputs = new HeadOutputs(
                List.of(Quality.FIDELITY, Quality.OPINION), List.of(Cause.NONE, Cause.BLUR, Cause.FLAT));
        Network network = HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2, outputs);
        NDArray x = HashedValues.batch(manager, new Shape(3, 3, 64, 48));
        float[][] all = rows(
                MsliqaBlock.of(network, manager)
                        .forward(new ParameterStore(manager, false), new NDList(x), false)
                        .singletonOrThrow(),
                10);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(OnnxNetwork.export(network));
                OnnxTensor input = OnnxTensor.createTensor(
                        environment,
                        FloatBuffer.wrap(x.toFloatArray()),
                        x.getShape().getShape());
                OrtSession.Result result = session.run(Map.of("pictures", input))) {
            assertThat(session.getOutputNames()).containsExactly("fidelity", "opinion", "causes");
            float[][] fidelity =
                    (float[][]) result.get("fidelity").orElseThrow().getValue();
            float[][] opinion = (float[][]) result.get("opinion").orElseThrow().getValue();
            float[][] causes = (float[][]) result.get("causes").orElseThrow().getValue();
            for (int i = 0; i < 3; i++) {
                float[] a = all[i];
                assertThat(fidelity[i]).containsExactly(new float[] {a[0], a[5]}, within(1e-5f));
                assertThat(opinion[i]).containsExactly(new float[] {a[1], a[6]}, within(1e-5f));
                assertThat(causes[i]).containsExactly(new float[] {a[2], a[3], a[4], a[7], a[8], a[9]}, within(1e-5f));
            }
        }
    }

    private static float[][] rows(NDArray array, int columns) {
        float[] flat = array.toFloatArray();
        float[][] rows = new float[flat.length / columns][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * columns, (i + 1) * columns);
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void onnxRuntimeScoresAsTheNetworkDoes(Backbone backbone) throws OrtException {
        MsliqaBlock net = HashedValues.net(manager, backbone, 3);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(OnnxNetwork.export(net.toNetwork()))) {
            assertThat(session.getInputNames()).containsExactly("pictures");
            assertThat(session.getOutputNames()).containsExactly("scores");
            for (Shape shape : new Shape[] {new Shape(3, 3, 64, 48), new Shape(1, 3, 33, 71)}) {
                NDArray x = HashedValues.batch(manager, shape);
                float[] expected = net.forward(new ParameterStore(manager, false), new NDList(x), false)
                        .singletonOrThrow()
                        .toFloatArray();
                FloatBuffer values = FloatBuffer.wrap(x.toFloatArray());
                try (OnnxTensor input = OnnxTensor.createTensor(environment, values, shape.getShape());
                        OrtSession.Result result = session.run(Map.of("pictures", input))) {
                    OnnxTensor scores = (OnnxTensor) result.get(0);
                    float[] actual = new float[expected.length];
                    scores.getFloatBuffer().get(actual);

                    assertThat(scores.getInfo().getShape()).containsExactly(shape.get(0), 3);
                    assertThat(actual).containsExactly(expected, within(1e-5f));
                }
            }
        }
    }

    @Test
    void equalWeightsMakeEqualModels() {
        byte[] one = OnnxNetwork.export(HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2));

        assertThat(OnnxNetwork.export(HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2)))
                .isEqualTo(one);
    }
}
