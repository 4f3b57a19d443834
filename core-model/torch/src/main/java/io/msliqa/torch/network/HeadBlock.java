package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import io.msliqa.network.Activation;
import io.msliqa.network.Layer;

/** Computes a {@link Layer.Head}. */
final class HeadBlock {

    private final Parameter hiddenWeight;
    private final Parameter hiddenBias;
    private final Parameter scoreWeight;
    private final Parameter scoreBias;

    HeadBlock(Layer.Head layer, ParameterFactory parameters) {
        String name = layer.name();
        hiddenWeight = parameters.linear(name + ".0.weight", new Shape(layer.hidden(), layer.in()));
        hiddenBias = parameters.bias(name + ".0.bias", layer.hidden());
        scoreWeight = parameters.linear(name + ".2.weight", new Shape(layer.out(), layer.hidden()));
        scoreBias = parameters.bias(name + ".2.bias", layer.out());
    }

    /** Maps (N, in) to (N, out). The caller still owns {@code x}. */
    NDArray forward(Pass pass, NDArray x) {
        try (NDArray linear = linear(x, pass.value(hiddenWeight, x), pass.value(hiddenBias, x));
                NDArray hidden = Nonlinearity.apply(Activation.RE, linear)) {
            return linear(hidden, pass.value(scoreWeight, x), pass.value(scoreBias, x));
        }
    }

    private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
