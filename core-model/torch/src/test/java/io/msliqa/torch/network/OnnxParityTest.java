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
import io.msliqa.network.HashedNetwork;
import io.msliqa.onnx.OnnxNetwork;
import java.nio.FloatBuffer;
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
