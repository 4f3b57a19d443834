package io.msliqa.network;

import io.msliqa.network.Layer.Bottleneck;
import io.msliqa.network.Layer.ConvNorm;
import io.msliqa.network.Layer.Head;
import io.msliqa.network.Layer.SqueezeExcite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trained network as plain data: the table of its layers and the values of its parameters. From it come the ONNX
 * graph, the TorchScript archive and the block that trains.
 *
 * <p>As a function it maps pictures (N, 3, H, W), normalised by {@link Normalisation}, to (N, heads × outputs):
 * the first head's {@link HeadOutputs}, then the next one's. H and W are free.
 */
public final class Network {

    private final NetworkTable table;
    private final Map<String, Tensor> weights;

    /**
     * @param table the layers
     * @param weights a tensor for each of the table's parameters, by name
     * @throws IllegalArgumentException if a tensor is missing, left over or misshapen; all of them are named
     */
    public Network(NetworkTable table, Map<String, Tensor> weights) {
        List<String> problems = TensorMatch.problems(table.parameters(), TensorMatch.types(weights));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The weights do not fit the network: " + TensorMatch.summary(problems));
        }
        this.table = table;
        this.weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /** The layers. */
    public NetworkTable table() {
        return table;
    }

    /** Every parameter and running statistic by torchvision's name. */
    public Map<String, Tensor> weights() {
        return weights;
    }

    /**
     * Writes the network for scoring alone, with batch normalisation folded into the convolutions, and returns the
     * program's file.
     */
    public byte[] write(ScoringProgram program) {
        String embedding = embedding(program);
        List<String> scores = table.heads().stream()
                .map(head -> head(head, program, embedding))
                .toList();
        return program.finish(program.concatenate(scores));
    }

    /**
     * As {@link #write}, but what the heads put out comes apart and with names: each quality as (N, heads), the causes'
     * logits as {@code causes}, (N, heads × causes). A network of one score a head is written as by {@link #write}.
     */
    public byte[] writeNamed(ScoringProgram program) {
        HeadOutputs outputs = table.outputs();
        if (outputs.equals(HeadOutputs.SCORE)) {
            return write(program);
        }
        String embedding = embedding(program);
        List<String> hidden = table.heads().stream()
                .map(head -> hidden(head, program, embedding))
                .toList();
        List<ScoringProgram.Result> results = new ArrayList<>();
        for (Quality quality : outputs.qualities()) {
            int at = outputs.indexOf(quality);
            results.add(rows(program, hidden, quality.toString(), at, at + 1));
        }
        if (!outputs.causes().isEmpty()) {
            results.add(rows(program, hidden, "causes", outputs.firstCause(), outputs.width()));
        }
        return program.finish(results);
    }

    private ScoringProgram.Result rows(ScoringProgram program, List<String> hidden, String name, int from, int to) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < hidden.size(); i++) {
            Head head = table.heads().get(i);
            Tensor weight = tensor(head, ".2.weight").rows(from, to);
            Tensor bias = tensor(head, ".2.bias").rows(from, to);
            columns.add(program.linear(hidden.get(i), weight, bias));
        }
        return new ScoringProgram.Result(name, program.concatenate(columns), hidden.size() * (to - from));
    }

    private String embedding(ScoringProgram program) {
        String x = program.input();
        for (Layer layer : table.features()) {
            x = write(layer, program, x);
        }
        // What few bits cost is mostly lost here, where a score would be rounded itself; and it is little work.
        return program.globalAverage(program.widen(x));
    }

    private String write(Layer layer, ScoringProgram program, String x) {
        if (layer instanceof ConvNorm conv) {
            return convNorm(conv, program, x);
        } else if (layer instanceof SqueezeExcite gate) {
            return squeezeExcite(gate, program, x);
        } else if (layer instanceof Bottleneck bottleneck) {
            return bottleneck(bottleneck, program, x);
        }
        return head((Head) layer, program, x);
    }

    private String bottleneck(Bottleneck layer, ScoringProgram program, String x) {
        String inner = x;
        for (Layer part : layer.body()) {
            inner = write(part, program, inner);
        }
        return layer.residual() ? program.add(inner, x) : inner;
    }

    /**
     * Folds the normalisation into the convolution; both are linear in each output channel. Each factor is taken in double and
     * rounded once, then the weights are multiplied in float: scores stay, to the bit, what they were in tables of earlier
     * versions.
     */
    private String convNorm(ConvNorm layer, ScoringProgram program, String x) {
        float[] gamma = values(layer, ".1.weight");
        float[] beta = values(layer, ".1.bias");
        float[] mean = values(layer, ".1.running_mean");
        float[] variance = values(layer, ".1.running_var");
        float[] factors = new float[gamma.length];
        float[] bias = new float[gamma.length];
        for (int channel = 0; channel < gamma.length; channel++) {
            double factor = gamma[channel] / Math.sqrt(variance[channel] + (double) ConvNorm.EPSILON);
            factors[channel] = (float) factor;
            bias[channel] = beta[channel] - (float) (mean[channel] * factor);
        }
        Tensor folded = tensor(layer, ".0.weight").timesRows(factors);
        String convolved = program.convolution(x, folded, new Tensor(bias, bias.length), layer.geometry());
        return program.activate(convolved, layer.activation());
    }

    /** A 1×1 convolution of one pixel is a matrix product, and cheaper as one. */
    private String squeezeExcite(SqueezeExcite layer, ScoringProgram program, String x) {
        Tensor squeeze = tensor(layer, ".fc1.weight").reshape(layer.squeezed(), layer.channels());
        Tensor excite = tensor(layer, ".fc2.weight").reshape(layer.channels(), layer.squeezed());
        String inner = program.linear(program.globalAverage(x), squeeze, tensor(layer, ".fc1.bias"));
        inner = program.activate(inner, Activation.RE);
        String gates = program.linear(inner, excite, tensor(layer, ".fc2.bias"));
        return program.gate(x, program.activate(gates, Activation.HARD_SIGMOID), layer.channels());
    }

    private String hidden(Head layer, ScoringProgram program, String x) {
        String hidden = program.linear(x, tensor(layer, ".0.weight"), tensor(layer, ".0.bias"));
        return program.activate(hidden, Activation.RE);
    }

    private String head(Head layer, ScoringProgram program, String x) {
        return program.linear(hidden(layer, program, x), tensor(layer, ".2.weight"), tensor(layer, ".2.bias"));
    }

    private Tensor tensor(Layer layer, String parameter) {
        return weights.get(layer.name() + parameter);
    }

    private float[] values(Layer layer, String parameter) {
        return tensor(layer, parameter).values();
    }
}
