package io.msliqa.xnnpack;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.msliqa.network.Layer;

/**
 * A convolution or a fully connected layer: weights, a bias, and bounds to which its results are held, which cost nothing.
 */
final class Affine implements AutoCloseable {

    private final int input;
    private final Layer.Geometry geometry;
    private final boolean connected;
    private final Memory weights;
    private final Memory bias;
    private float least = Float.NEGATIVE_INFINITY;
    private float most = Float.POSITIVE_INFINITY;

    private Affine(int input, Layer.Geometry geometry, boolean connected, float[] weights, float[] bias) {
        this.input = input;
        this.geometry = geometry;
        this.connected = connected;
        this.weights = copy(weights);
        this.bias = copy(bias);
    }

    /** A convolution; weights are (out, kernel, kernel, in), or (kernel, kernel, channels) if each channel is by itself. */
    static Affine convolution(int input, Layer.Geometry geometry, float[] weights, float[] bias) {
        return new Affine(input, geometry, false, weights, bias);
    }

    /** A fully connected layer; weights are (out, in). */
    static Affine connected(int input, int in, int out, float[] weights, float[] bias) {
        return new Affine(input, new Layer.Geometry(in, out, 1, 1, 1), true, weights, bias);
    }

    private static Memory copy(float[] values) {
        Memory memory = new Memory((long) values.length * Float.BYTES + XnnGraph.READ_BEYOND);
        memory.write(0, values, 0, values.length);
        return memory;
    }

    int input() {
        return input;
    }

    int outputs() {
        return geometry.out();
    }

    /** Holds results to 0 and above. */
    void rectify() {
        least = 0;
    }

    /** Makes of each result x what lies between 0 and 1 of x / 6 + 1 / 2. */
    void hardSigmoid() {
        scale(weights, 0);
        scale(bias, 0.5f);
        least = 0;
        most = 1;
    }

    private static void scale(Memory memory, float offset) {
        for (long at = 0; at < memory.size() - XnnGraph.READ_BEYOND; at += Float.BYTES) {
            memory.setFloat(at, memory.getFloat(at) / 6 + offset);
        }
    }

    /** Adds it to a graph of XNNPACK. */
    void define(XnnGraph graph, int from, int to) {
        long in = geometry.in();
        long out = geometry.out();
        long kernel = geometry.kernel();
        Pointer at = graph.pointer();
        int biases = graph.constant(bias, out);
        if (connected) {
            int matrix = graph.constant(weights, out, in);
            Xnnpack.check(
                    graph.library().xnn_define_fully_connected(at, least, most, from, matrix, biases, to, 0),
                    "a fully connected layer");
            return;
        }
        int side = geometry.kernel();
        int stride = geometry.stride();
        int pad = geometry.padding();
        if (geometry.groups() == 1) {
            int filter = graph.constant(weights, out, kernel, kernel, in);
            Xnnpack.check(
                    graph.library()
                            .xnn_define_convolution_2d(
                                    at, pad, pad, pad, pad, side, side, stride, stride, 1, 1, 1, in, out, least, most,
                                    from, filter, biases, to, 0),
                    "a convolution");
        } else {
            int filter = graph.constant(weights, 1, kernel, kernel, out);
            Xnnpack.check(
                    graph.library()
                            .xnn_define_depthwise_convolution_2d(
                                    at, pad, pad, pad, pad, side, side, stride, stride, 1, 1, 1, out, least, most, from,
                                    filter, biases, to, 0),
                    "a convolution of single channels");
        }
    }

    @Override
    public void close() {
        weights.close();
        bias.close();
    }
}
