package io.msliqa.xnnpack;

import io.msliqa.network.Activation;
import io.msliqa.network.Layer;
import io.msliqa.network.Normalisation;
import io.msliqa.network.ScoringProgram;
import io.msliqa.network.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A small network with each of our operators, and what it says of a picture. XNNPACK has other code for each family of
 * processors, and it is called without a compiler that checks how; so a process tries it before it trusts it.
 */
final class XnnTrial {

    /** By {@code xnnpack_trial.py}, in double precision. */
    private static final List<Double> EXPECTED =
            List.of(0.081191806, -0.331527001, -0.046388005, 0.133309828, -0.327204004);

    private static final double TOLERANCE = 1e-4;
    private static final int CHANNELS = 20;
    private static final int SQUEEZED = 9;
    private static final int WIDTH = 13;
    private static final int HEIGHT = 11;

    private XnnTrial() {}

    /** What is wrong with the library's results; nothing if the text is empty. */
    static String problem(XnnLibrary library) {
        XnnProgram program = new XnnProgram();
        write(program);
        try (XnnNetwork network = new XnnNetwork(library, program, EXPECTED.size())) {
            return problem(network.score(picture(), 1, HEIGHT, WIDTH));
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    /** What is wrong with results. */
    static String problem(float[] results) {
        for (int i = 0; i < results.length; i++) {
            // Written so that what is no number is wrong.
            if (!(Math.abs(results[i] - EXPECTED.get(i)) <= TOLERANCE)) {
                return "it computes " + Arrays.toString(results) + " where " + EXPECTED + " is right";
            }
        }
        return "";
    }

    private static void write(ScoringProgram program) {
        String stem = program.convolution(
                program.input(),
                tensor(1, CHANNELS, Normalisation.CHANNELS, 3, 3),
                tensor(2, CHANNELS),
                new Layer.Geometry(Normalisation.CHANNELS, CHANNELS, 3, 2, 1));
        String wide = program.convolution(
                program.activate(stem, Activation.HS),
                tensor(3, CHANNELS, 1, 5, 5),
                tensor(4, CHANNELS),
                new Layer.Geometry(CHANNELS, CHANNELS, 5, 2, CHANNELS));
        wide = program.activate(wide, Activation.RE);
        String squeezed =
                program.linear(program.globalAverage(wide), tensor(5, SQUEEZED, CHANNELS), tensor(6, SQUEEZED));
        squeezed = program.activate(squeezed, Activation.RE);
        String gates = program.linear(squeezed, tensor(7, CHANNELS, SQUEEZED), tensor(8, CHANNELS));
        String gated = program.gate(wide, program.activate(gates, Activation.HARD_SIGMOID), CHANNELS);
        String narrow = program.convolution(
                gated,
                tensor(9, CHANNELS, CHANNELS, 1, 1),
                tensor(10, CHANNELS),
                new Layer.Geometry(CHANNELS, CHANNELS, 1, 1, 1));
        String total = program.globalAverage(program.add(narrow, gated));
        int outputs = EXPECTED.size();
        program.finish(program.concatenate(
                List.of(program.linear(total, tensor(11, outputs, CHANNELS), tensor(12, outputs)))));
    }

    private static Tensor tensor(int key, int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((i * 31 + key * 17) % 23 - 11) / 32f;
        }
        return new Tensor(values, shape);
    }

    private static ByteBuffer picture() {
        ByteBuffer samples = ByteBuffer.allocateDirect(Normalisation.CHANNELS * WIDTH * HEIGHT);
        for (int i = 0; i < samples.capacity(); i++) {
            samples.put(i, (byte) (i * 37 + 11));
        }
        return samples;
    }
}
