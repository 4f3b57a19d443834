package io.msliqa.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;

/** Gates each channel by a number in [0, 1] that a small network takes from the channels' means. */
final class SqueezeExcitation {

    private final int channels;
    private final int squeezed;
    private final Parameter squeezeWeight;
    private final Parameter squeezeBias;
    private final Parameter exciteWeight;
    private final Parameter exciteBias;

    SqueezeExcitation(String name, BottleneckRow row, ParameterFactory parameters) {
        channels = row.expanded();
        squeezed = row.squeezed();
        squeezeWeight = parameters.convolution(name + ".fc1.weight", new Shape(squeezed, channels, 1, 1));
        squeezeBias = parameters.bias(name + ".fc1.bias", squeezed);
        exciteWeight = parameters.convolution(name + ".fc2.weight", new Shape(channels, squeezed, 1, 1));
        exciteBias = parameters.bias(name + ".fc2.bias", channels);
    }

    /** From (N, channels, H, W) to the same; {@code x} stays open. */
    NDArray forward(Pass pass, NDArray x) {
        // A 1×1 convolution of one pixel is a matrix product, and cheaper as one.
        try (NDArray means = x.getNDArrayInternal().globalAvgPool();
                NDArray squeeze = pass.value(squeezeWeight, x).reshape(squeezed, channels);
                NDArray inner = Activation.RE.applyAndClose(linear(means, squeeze, pass.value(squeezeBias, x)));
                NDArray excite = pass.value(exciteWeight, x).reshape(channels, squeezed);
                NDArray gates =
                        Activation.HARD_SIGMOID.applyAndClose(linear(inner, excite, pass.value(exciteBias, x)));
                NDArray spread = gates.reshape(-1, channels, 1, 1)) {
            return x.mul(spread);
        }
    }

    /** As {@link #forward}, in the memory of {@code x}. */
    String write(ScoringProgram program, String x) {
        try (NDArray squeeze = squeezeWeight.getArray().reshape(squeezed, channels);
                NDArray excite = exciteWeight.getArray().reshape(channels, squeezed)) {
            String inner = program.linear(program.globalAverage(x), squeeze, squeezeBias.getArray());
            inner = program.activate(inner, Activation.RE);
            String gates = program.linear(inner, excite, exciteBias.getArray());
            gates = program.activate(gates, Activation.HARD_SIGMOID);
            return program.gate(x, gates, channels);
        }
    }

    private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
