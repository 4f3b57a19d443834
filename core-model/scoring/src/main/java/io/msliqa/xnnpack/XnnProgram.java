package io.msliqa.xnnpack;

import io.msliqa.network.Activation;
import io.msliqa.network.Layer;
import io.msliqa.network.Normalisation;
import io.msliqa.network.ScoringProgram;
import io.msliqa.network.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network's operators in their order, to be given to XNNPACK any number of times. Holds the weights, outside the Java
 * heap.
 *
 * <p>A value's name is its place among the steps. Values lie as XNNPACK wants them, (1, height, width, channels). An
 * activation becomes a bound of the layer before, where it can.
 */
final class XnnProgram implements ScoringProgram, AutoCloseable {

    /** Adds an operator to a graph, from values that are there to a new one. */
    private interface Step {
        void define(XnnGraph graph, int[] values, int to);
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> channels = new ArrayList<>();
    private final Map<String, Affine> affine = new LinkedHashMap<>();
    private final List<String> heads = new ArrayList<>();

    @Override
    public String input() {
        // Takes no value of another step, and makes its own.
        return step(Normalisation.CHANNELS, (graph, values, to) -> {});
    }

    private String step(int width, Step step) {
        steps.add(step);
        channels.add(width);
        return String.valueOf(steps.size() - 1);
    }

    private static int place(String value) {
        return Integer.parseInt(value);
    }

    @Override
    public String convolution(String x, Tensor weight, Tensor bias, Layer.Geometry geometry) {
        boolean first = place(x) == 0;
        if (geometry.groups() != 1 && geometry.groups() != geometry.out()) {
            throw new IllegalArgumentException("A convolution has one group or one for each channel, not " + geometry);
        }
        float[] values = channelsLast(weight, first);
        return affine(Affine.convolution(place(x), geometry, values, bias.values()));
    }

    /**
     * From (out, in, height, width) to (out, height, width, in), or, where each channel is by itself, to (height, width,
     * out). The first convolution takes the factor of the normalisation; not its offset, for it pads with zeros.
     */
    private static float[] channelsLast(Tensor weight, boolean first) {
        int out = weight.size(0);
        int in = weight.size(1);
        int places = weight.size(2) * weight.size(3);
        boolean single = in == 1;
        float[] values = weight.values();
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int place = i % places;
            int channel = i / places % in;
            int filter = i / places / in;
            float factor = first ? Normalisation.factor(channel) : 1;
            int to = single ? place * out + filter : (filter * places + place) * in + channel;
            turned[to] = values[i] * factor;
        }
        return turned;
    }

    @Override
    public String linear(String x, Tensor weight, Tensor bias) {
        return affine(Affine.connected(place(x), weight.size(1), weight.size(0), weight.values(), bias.values()));
    }

    private String affine(Affine layer) {
        String value = step(layer.outputs(), (graph, values, to) -> layer.define(graph, values[layer.input()], to));
        affine.put(value, layer);
        return value;
    }

    @Override
    public String globalAverage(String x) {
        return step(channels.get(place(x)), (graph, values, to) -> graph.mean(values[place(x)], to));
    }

    @Override
    public String activate(String x, Activation activation) {
        switch (activation) {
            case NONE -> {
                return x;
            }
            case RE -> {
                affine.get(x).rectify();
                return x;
            }
            case HARD_SIGMOID -> {
                affine.get(x).hardSigmoid();
                return x;
            }
            case HS -> {
                return step(channels.get(place(x)), (graph, values, to) -> graph.hardSwish(values[place(x)], to));
            }
        }
        throw new IllegalArgumentException("XNNPACK is not told how to compute " + activation);
    }

    @Override
    public String gate(String x, String gates, int width) {
        return step(width, (graph, values, to) -> graph.multiply(values[place(x)], values[place(gates)], to));
    }

    @Override
    public String add(String x, String y) {
        return step(channels.get(place(x)), (graph, values, to) -> graph.add(values[place(x)], values[place(y)], to));
    }

    @Override
    public String widen(String x) {
        return x;
    }

    /** Nothing is copied: each lies beside the other in the memory that a pass gives for what the heads put out. */
    @Override
    public String concatenate(List<String> columns) {
        heads.addAll(columns);
        return "";
    }

    /** There is no file. */
    @Override
    public byte[] finish(String result) {
        return new byte[0];
    }

    @Override
    public byte[] finish(List<Result> results) {
        throw new UnsupportedOperationException("XNNPACK's graph puts out what the heads say, one after the other");
    }

    /** How many numbers each head puts out. */
    List<Integer> headWidths() {
        return heads.stream().map(head -> channels.get(place(head))).toList();
    }

    /** A new graph of all steps, to be closed. */
    XnnGraph graph(XnnLibrary library) {
        XnnGraph graph = new XnnGraph(library, heads.size());
        try {
            int[] values = new int[steps.size()];
            values[0] = graph.normalised();
            for (int i = 1; i < values.length; i++) {
                int head = heads.indexOf(String.valueOf(i));
                values[i] = head < 0 ? graph.inner(channels.get(i)) : graph.head(head, channels.get(i));
                steps.get(i).define(graph, values, values[i]);
            }
            return graph;
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    @Override
    public void close() {
        affine.values().forEach(Affine::close);
    }
}
