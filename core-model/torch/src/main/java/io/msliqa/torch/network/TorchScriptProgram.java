package io.msliqa.torch.network;

import io.msliqa.network.Activation;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Layer;
import io.msliqa.network.ScoringProgram;
import io.msliqa.network.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the network as TorchScript: one statement for each operator, each value assigned once. Operators work in place where
 * they can.
 */
final class TorchScriptProgram implements ScoringProgram {

    private final TorchScriptArchive archive = new TorchScriptArchive("MsliqaBlock");
    private final StringBuilder body = new StringBuilder();
    private Arithmetic arithmetic;
    private int variables;

    /** Begins a program that computes in an arithmetic until {@link #widen}. */
    TorchScriptProgram(Arithmetic arithmetic) {
        this.arithmetic = arithmetic;
    }

    /** Adds a statement and returns the name of its value. */
    private String let(String expression) {
        String name = "v" + variables++;
        body.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    private String constant(Tensor values) {
        return "self." + archive.tensor(values, arithmetic);
    }

    @Override
    public String input() {
        return arithmetic == Arithmetic.FLOAT32 ? "x" : as("x", arithmetic);
    }

    @Override
    public String convolution(String x, Tensor weight, Tensor bias, Layer.Geometry geometry) {
        int stride = geometry.stride();
        int padding = geometry.padding();
        return let(String.format(
                Locale.ROOT,
                "torch.conv2d(%s, %s, %s, [%d, %d], [%d, %d], [1, 1], %d)",
                x,
                constant(weight),
                constant(bias),
                stride,
                stride,
                padding,
                padding,
                geometry.groups()));
    }

    @Override
    public String linear(String x, Tensor weight, Tensor bias) {
        return let("torch.linear(" + x + ", " + constant(weight) + ", " + constant(bias) + ")");
    }

    @Override
    public String globalAverage(String x) {
        return let("torch.flatten(torch.adaptive_avg_pool2d(" + x + ", [1, 1]), 1)");
    }

    @Override
    public String activate(String x, Activation activation) {
        return switch (activation) {
            case NONE -> x;
            case RE -> let("torch.relu_(" + x + ")");
            case HS -> let("torch.hardswish_(" + x + ")");
            case HARD_SIGMOID -> let("torch.hardsigmoid_(" + x + ")");
        };
    }

    @Override
    public String gate(String x, String gates, int channels) {
        return let("torch.mul_(" + x + ", torch.reshape(" + gates + ", [-1, " + channels + ", 1, 1]))");
    }

    @Override
    public String add(String x, String y) {
        return let("torch.add_(" + x + ", " + y + ")");
    }

    @Override
    public String widen(String x) {
        if (arithmetic == Arithmetic.FLOAT32) {
            return x;
        }
        arithmetic = Arithmetic.FLOAT32;
        return as(x, arithmetic);
    }

    private String as(String x, Arithmetic type) {
        return let("torch.to(" + x + ", " + TorchType.of(type).code() + ")");
    }

    @Override
    public String concatenate(List<String> columns) {
        return let("torch.cat([" + String.join(", ", columns) + "], 1)");
    }

    @Override
    public byte[] finish(String result) {
        return archive.write(body + "    return " + result + "\n", "Tensor");
    }

    @Override
    public byte[] finish(List<Result> results) {
        String named = results.stream()
                .map(result -> "\"" + result.name() + "\": " + result.value())
                .collect(Collectors.joining(", ", "{", "}"));
        return archive.write(body + "    return " + named + "\n", "Dict[str, Tensor]");
    }
}
