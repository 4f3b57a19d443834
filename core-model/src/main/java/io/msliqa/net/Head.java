package io.msliqa.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;

/** From an embedding to a score: fully connected to 512, ReLU, fully connected to 1. */
final class Head {

    static final int HIDDEN = 512;

    private final Parameter hiddenWeight;
    private final Parameter hiddenBias;
    private final Parameter scoreWeight;
    private final Parameter scoreBias;

    Head(String name, int embedding, ParameterFactory parameters) {
        hiddenWeight = parameters.linear(name + ".0.weight", new Shape(HIDDEN, embedding));
        hiddenBias = parameters.bias(name + ".0.bias", HIDDEN);
        scoreWeight = parameters.linear(name + ".2.weight", new Shape(1, HIDDEN));
        scoreBias = parameters.bias(name + ".2.bias", 1);
    }

    /** From (N, embedding) to (N, 1); {@code x} stays open. */
    NDArray forward(Pass pass, NDArray x) {
        try (NDArray linear = linear(x, pass.value(hiddenWeight, x), pass.value(hiddenBias, x));
                NDArray hidden = Activation.RE.apply(linear)) {
            return linear(hidden, pass.value(scoreWeight, x), pass.value(scoreBias, x));
        }
    }

    /** As {@link #forward}. */
    String write(ScoringProgram program, String x) {
        String hidden = program.linear(x, hiddenWeight.getArray(), hiddenBias.getArray());
        hidden = program.activate(hidden, Activation.RE);
        return program.linear(hidden, scoreWeight.getArray(), scoreBias.getArray());
    }

    private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return Linear.linear(x, weight, bias).singletonOrThrow();
    }
}
