package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.msliqa.network.Activation;
import io.msliqa.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConvNormBlockTest {

    private static final Shape PLACES = new Shape(1, 1);

    private final NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
    private final Random random = new Random(11);

    /** Convolution weight, gamma, beta, running mean and running variance, in the order in which a layer asks for them. */
    private final List<Parameter> parameters = new ArrayList<>();

    @AfterEach
    void close() {
        manager.close();
    }

    private ConvNormBlock layer(Layer.Geometry geometry) {
        Layer.ConvNorm table = new Layer.ConvNorm("layer", geometry, Activation.NONE);
        ConvNormBlock layer = new ConvNormBlock(table, new ParameterFactory(parameter -> {
            parameters.add(parameter);
            return parameter;
        }));
        for (Parameter parameter : parameters) {
            float[] values = new float[Math.toIntExact(parameter.getShape().size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.2f + random.nextFloat();
            }
            NDArray array = manager.create(values, parameter.getShape());
            parameter.setShape(null);
            parameter.setArray(array);
        }
        return layer;
    }

    private NDArray normal(Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, shape);
    }

    private NDArray array(int parameter) {
        return parameters.get(parameter).getArray();
    }

    /** The gradients of weight, gamma and beta of the sum of squares, after what {@code layer} gives itself. */
    private List<float[]> run(UnaryOperator<NDArray> layer, NDArray x) {
        List<float[]> results = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            array(i).setRequiresGradient(true);
        }
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray y = layer.apply(x);
            results.add(y.toFloatArray());
            collector.backward(y.mul(y).sum());
        }
        for (int i = 0; i < 3; i++) {
            NDArray gradient = array(i).getGradient();
            results.add(gradient.toFloatArray());
            gradient.subi(gradient.duplicate());
        }
        return results;
    }

    @Test
    void withKeptStatisticsItIsConvolutionAndThenBatchNormalisationInItsGradientsToo() {
        for (int groups : new int[] {1, 4}) {
            parameters.clear();
            ConvNormBlock layer = layer(new Layer.Geometry(4, 4, 3, 1, groups));
            NDArray x = normal(new Shape(2, 4, 6, 5));
            Pass pass = new Pass(new ParameterStore(manager, false), false);

            List<float[]> folded = run(input -> layer.forward(pass, input), x);
            List<float[]> apart = run(input -> apart(input, groups), x);

            for (int result = 0; result < apart.size(); result++) {
                float[] expected = apart.get(result);
                assertThat(folded.get(result)).hasSize(expected.length);
                // A gradient is a sum whose terms may cancel: what is left has the rounding of the terms.
                float largest = 0;
                for (float value : expected) {
                    largest = Math.max(largest, Math.abs(value));
                }
                for (int i = 0; i < expected.length; i++) {
                    assertThat(folded.get(result)[i])
                            .as("result %d, element %d, %d groups", result, i, groups)
                            .isCloseTo(expected[i], within(1e-5f * largest));
                }
            }
        }
    }

    private NDArray apart(NDArray x, int groups) {
        NDArray convolved =
                Conv2d.conv2d(x, array(0), null, PLACES, PLACES, PLACES, groups).singletonOrThrow();
        return BatchNorm.batchNorm(
                        convolved, array(3), array(4), array(1), array(2), -1, 0.99f, Layer.ConvNorm.EPSILON, false)
                .singletonOrThrow();
    }
}
