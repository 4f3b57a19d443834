package io.msliqa.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.msliqa.network.Network;
import io.msliqa.network.Normalisation;
import io.msliqa.network.PixelNetwork;
import java.nio.ByteBuffer;
import java.util.Map;

/** A network that scores on ONNX Runtime and the CPU. */
public final class OnnxNetwork implements PixelNetwork {

    /** What the input of an exported network is called. */
    public static final String INPUT = "pictures";

    /** What its output is called, where it is one. */
    public static final String OUTPUT = "scores";

    private final OrtEnvironment environment = OnnxEnvironment.get();
    private final OrtSession session;
    private final int columns;

    private OnnxNetwork(byte[] model, int columns) throws OrtException {
        this.columns = columns;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Both keep memory for every shape they ever saw.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            session = environment.createSession(model, options);
        }
    }

    /** Loads the network. */
    public static OnnxNetwork of(Network network) {
        int columns = network.table().columns();
        try {
            return new OnnxNetwork(network.write(new OnnxProgram(columns, OnnxProgram.Input.PIXELS)), columns);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the network's model", e);
        }
    }

    /**
     * The network as an ONNX model of operator set {@value OnnxProgram#OPERATOR_SET}, for any engine that reads ONNX. Its
     * input {@value #INPUT} takes normalised pictures, (N, 3, H, W); its output is {@value
     * #OUTPUT}, (N, heads), or, where heads put out several things, each of those by its name, see {@link
     * Network#writeNamed}; N, H and W are free. Equal weights give equal bytes.
     */
    public static byte[] export(Network network) {
        return network.writeNamed(new OnnxProgram(network.table().columns(), OnnxProgram.Input.NORMALISED));
    }

    /**
     * The very graph that this program computes, for pictures whose samples, 0 to 255, are floats, (N, 3, H, W). Its
     * output is {@value #OUTPUT}, (N, columns), head after head; equal to {@link #score} to the bit.
     */
    public static byte[] exportForLevels(Network network) {
        return network.write(new OnnxProgram(network.table().columns(), OnnxProgram.Input.LEVELS));
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public float[] score(ByteBuffer pixels, int pictures, int height, int width) {
        long[] shape = {pictures, height, width, Normalisation.CHANNELS};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(INPUT, input))) {
            float[] scores = new float[pictures * columns];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(scores);
            return scores;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot free the network", e);
        }
    }
}
