package io.msliqa.net;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A network that only scores, on ONNX Runtime and the CPU: {@link MsliqaNet#toOnnx}. Safe for use by many threads; each
 * call computes in its caller's thread alone.
 */
public final class OnnxNet implements AutoCloseable {

    private final OrtEnvironment environment = OnnxEnvironment.get();
    private final OrtSession session;
    private final int heads;

    private OnnxNet(byte[] model, int heads) throws OrtException {
        this.heads = heads;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Both keep memory for every shape they ever saw.
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            session = environment.createSession(model, options);
        }
    }

    /** The network as it is now; later changes of {@code net} do not reach it. */
    public static OnnxNet of(MsliqaNet net) {
        try {
            return new OnnxNet(net.toOnnxOfPixels(), net.heads());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the network's model", e);
        }
    }

    /** How many heads it has. */
    public int heads() {
        return heads;
    }

    /**
     * The scores (pictures, heads), row by row.
     *
     * @param pixels unsigned samples in the layout (pictures, height, width, 3), in a direct buffer; they stay as they are
     */
    public float[] score(ByteBuffer pixels, int pictures, int height, int width) {
        long[] shape = {pictures, height, width, Normalisation.CHANNELS};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, pixels, shape, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of(OnnxProgram.INPUT, input))) {
            float[] scores = new float[pictures * heads];
            ((OnnxTensor) result.get(0)).getFloatBuffer().get(scores);
            return scores;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    /** Frees the weights; no thread may be scoring. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot free the network", e);
        }
    }
}
