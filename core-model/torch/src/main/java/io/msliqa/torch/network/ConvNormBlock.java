package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import io.msliqa.network.Activation;
import io.msliqa.network.Layer;

/** Computes a {@link Layer.ConvNorm}. */
final class ConvNormBlock implements FeatureBlock {

    private static final float EPSILON = Layer.ConvNorm.EPSILON;

    /** The share of the old running statistics that a training step keeps: 1 − torchvision's momentum of 0.01. */
    private static final float KEPT = 0.99f;

    private final Layer.Geometry geometry;
    private final Activation activation;
    private final Parameter weight;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter mean;
    private final Parameter variance;

    ConvNormBlock(Layer.ConvNorm layer, ParameterFactory parameters) {
        String name = layer.name();
        geometry = layer.geometry();
        activation = layer.activation();
        int out = geometry.out();
        int side = geometry.kernel();
        weight = parameters.convolution(
                name + ".0.weight", new Shape(out, geometry.in() / geometry.groups(), side, side));
        gamma = parameters.gamma(name + ".1.weight", out);
        beta = parameters.beta(name + ".1.bias", out);
        mean = parameters.runningMean(name + ".1.running_mean", out);
        variance = parameters.runningVariance(name + ".1.running_var", out);
    }

    @Override
    public NDArray forward(Pass pass, NDArray x) {
        return Nonlinearity.applyAndClose(activation, pass.training() ? normalised(pass, x) : folded(pass, x));
    }

    private NDArray normalised(Pass pass, NDArray x) {
        try (NDArray convolved = convolve(x, pass.value(weight, x), null, geometry)) {
            return normalise(pass, convolved);
        }
    }

    /**
     * Folds the normalisation into the convolution, which its fixed statistics allow: this saves a pass over the features,
     * forward and backward. Gradients reach all parameters.
     */
    private NDArray folded(Pass pass, NDArray x) {
        try (NDArray spread = pass.value(variance, x).add(EPSILON);
                NDArray deviation = spread.sqrt();
                NDArray factor = pass.value(gamma, x).div(deviation);
                NDArray factors = factor.reshape(geometry.out(), 1, 1, 1);
                NDArray weights = pass.value(weight, x).mul(factors);
                NDArray shift = pass.value(mean, x).mul(factor);
                NDArray bias = pass.value(beta, x).sub(shift)) {
            return convolve(x, weights, bias, geometry);
        }
    }

    private NDArray normalise(Pass pass, NDArray x) {
        return BatchNorm.batchNorm(
                        x,
                        pass.value(mean, x),
                        pass.value(variance, x),
                        pass.value(gamma, x),
                        pass.value(beta, x),
                        -1,
                        KEPT,
                        EPSILON,
                        pass.training())
                .singletonOrThrow();
    }

    private static NDArray convolve(NDArray x, NDArray weight, NDArray bias, Layer.Geometry geometry) {
        int padding = geometry.padding();
        return Conv2d.conv2d(
                        x,
                        weight,
                        bias,
                        new Shape(geometry.stride(), geometry.stride()),
                        new Shape(padding, padding),
                        new Shape(1, 1),
                        geometry.groups())
                .singletonOrThrow();
    }
}
