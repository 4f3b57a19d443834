package io.msliqa.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;

/** A convolution without bias, batch normalisation and a nonlinearity: torchvision's Conv2dNormActivation. */
final class ConvNorm implements Stage {

    /** Of MobileNetV3's batch normalisation, as torchvision sets it. */
    static final float EPSILON = 1e-3f;

    /** The share of the old running statistics that a training step keeps: 1 − torchvision's momentum of 0.01. */
    private static final float KEPT = 0.99f;

    private final Geometry geometry;
    private final Activation activation;
    private final Parameter weight;
    private final Parameter gamma;
    private final Parameter beta;
    private final Parameter mean;
    private final Parameter variance;

    /** Channels in and out, side of the kernel, stride and groups of a convolution; padded so that stride 1 keeps sides. */
    record Geometry(int in, int out, int kernel, int stride, int groups) {

        Shape weightShape() {
            return new Shape(out, in / groups, kernel, kernel);
        }

        int padding() {
            return (kernel - 1) / 2;
        }
    }

    /** {@code name} is that of torchvision's module, such as {@code features.0}. */
    ConvNorm(String name, Geometry geometry, Activation activation, ParameterFactory parameters) {
        this.geometry = geometry;
        this.activation = activation;
        int out = geometry.out();
        weight = parameters.convolution(name + ".0.weight", geometry.weightShape());
        gamma = parameters.gamma(name + ".1.weight", out);
        beta = parameters.beta(name + ".1.bias", out);
        mean = parameters.runningMean(name + ".1.running_mean", out);
        variance = parameters.runningVariance(name + ".1.running_var", out);
    }

    @Override
    public NDArray forward(Pass pass, NDArray x) {
        return activation.applyAndClose(pass.training() ? normalised(pass, x) : folded(pass, x));
    }

    private NDArray normalised(Pass pass, NDArray x) {
        try (NDArray convolved = convolve(x, pass.value(weight, x), null, geometry)) {
            return normalise(pass, convolved);
        }
    }

    /**
     * With statistics that do not change, normalisation and convolution are one, and a pass over the features less, there and
     * back. Gradients reach all parameters.
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

    private static NDArray convolve(NDArray x, NDArray weight, NDArray bias, Geometry geometry) {
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

    /** The normalisation is folded into the convolution: both are linear in each output channel. */
    @Override
    public String write(ScoringProgram program, String x) {
        float[] scale = gamma.getArray().toFloatArray();
        float[] shift = beta.getArray().toFloatArray();
        float[] means = mean.getArray().toFloatArray();
        float[] variances = variance.getArray().toFloatArray();
        for (int channel = 0; channel < scale.length; channel++) {
            double factor = scale[channel] / Math.sqrt(variances[channel] + (double) EPSILON);
            scale[channel] = (float) factor;
            shift[channel] -= (float) (means[channel] * factor);
        }
        NDManager manager = weight.getArray().getManager();
        try (NDArray factors = manager.create(scale, new Shape(scale.length, 1, 1, 1));
                NDArray folded = weight.getArray().mul(factors);
                NDArray bias = manager.create(shift)) {
            String convolved = program.convolution(x, folded, bias, geometry);
            return program.activate(convolved, activation);
        }
    }
}
