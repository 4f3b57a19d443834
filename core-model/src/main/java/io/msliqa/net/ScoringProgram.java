package io.msliqa.net;

import ai.djl.ndarray.NDArray;

/**
 * Writes a network that only scores, statement by statement, as a TorchScript program in static single assignment: what
 * training alone needs is gone, operators work in place where they can.
 */
final class ScoringProgram {

    /** The name of the input. */
    static final String INPUT = "x";

    private final TorchScriptArchive archive = new TorchScriptArchive("MsliqaNet");
    private final StringBuilder body = new StringBuilder();
    private int variables;

    /** Adds a statement and returns the name of its value; {@code expression} is TorchScript. */
    String let(String expression) {
        String name = "v" + variables++;
        body.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    /** The expression that a constant is read by. */
    String constant(NDArray values) {
        return "self." + archive.tensor(values);
    }

    /** A fully connected layer over {@code x}, (N, in) to (N, out). */
    String linear(String x, NDArray weight, NDArray bias) {
        return let("torch.linear(" + x + ", " + constant(weight) + ", " + constant(bias) + ")");
    }

    /** The means of the channels, from (N, C, H, W) to (N, C). */
    String globalAverage(String x) {
        return let("torch.flatten(torch.adaptive_avg_pool2d(" + x + ", [1, 1]), 1)");
    }

    /** {@code x} with that nonlinearity, in the same memory. */
    String activate(String x, Activation activation) {
        return switch (activation) {
            case NONE -> x;
            case RE -> let("torch.relu_(" + x + ")");
            case HS -> let("torch.hardswish_(" + x + ")");
            case HARD_SIGMOID -> let("torch.hardsigmoid_(" + x + ")");
        };
    }

    /** The archive of a program that returns {@code result}. */
    byte[] finish(String result) {
        return archive.write(body + "    return " + result + "\n");
    }
}
