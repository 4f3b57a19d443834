package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import io.msliqa.network.Activation;
import io.msliqa.network.Layer;

/** Computes a {@link Layer.SqueezeExcite}. */
final class SqueezeExciteBlock implements FeatureBlock {

    private final int channels;
    private final int squeezed;
    private final Parameter squeezeWeight;
    private final Parameter squeezeBias;
    private final Parameter exciteWeight;
    private final Parameter exciteBias;

    SqueezeExciteBlock(Layer.SqueezeExcite layer, ParameterFactory parameters) {
        String name = layer.name();
        channels = layer.channels();
        squeezed = layer.squeezed();
        squeezeWeight = parameters.convolution(name + ".fc1.weight", new Shape(squeezed, channels, 1, 1));
        squeezeBias = parameters.bias(name + ".fc1.bias", squeezed);
        exciteWeight = parameters.convolution(name + ".fc2.weight", new Shape(channels, squeezed, 1, 1));
        exciteBias = parameters.bias(name + ".fc2.bias", channels);
    }

    @Override
    public NDArray forward(Pass pass, NDArray x) {
        // A 1×1 convolution of one pixel is a matrix product, and cheaper as one.
        try (NDArray means = x.getNDArrayInternal().globalAvgPool();
                NDArray squeeze = pass.value(squeezeWeight, x).reshape(squeezed, channels);
                NDArray inner =
                        Nonlinearity.applyAndClose(Activation.RE, linear(means, squeeze, pass.value(squeezeBias, x)));
                NDArray excite = pass.value(exciteWeight, x).reshape(channels, squeezed);
                NDArray gates = Nonlinearity.applyAndClose(
                        Activation.HARD_SIGMOID, linear(inner, excite, pass.value(exciteBias, x)));
                NDArray spread = gates.reshape(-1, channels, 1, 1)) {
            return x.mul(spread);
        }
    }

    private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
