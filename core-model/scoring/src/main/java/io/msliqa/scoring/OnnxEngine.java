package io.msliqa.scoring;

import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;

/** ONNX Runtime, on the CPU, in float32. */
public final class OnnxEngine implements ScoringEngine {

    /** One patch's activations stay in a core's caches; of eight they do not, and take a fifth more time. */
    static final int BATCH_OF_A_CORE = 1;

    /** The device's name. */
    static final String CPU = "cpu";

    @Override
    public PatchScorer open(ModelBundle model, Arithmetic arithmetic) {
        if (arithmetic != Arithmetic.FLOAT32) {
            throw new IllegalArgumentException(
                    "ONNX Runtime scores in float32, not in " + arithmetic + "; take PyTorch for that");
        }
        return CpuPatchScorer.open(CpuRuntime.ONNX_RUNTIME, model);
    }

    @Override
    public String device() {
        return CPU;
    }

    @Override
    public int usualBatch() {
        return BATCH_OF_A_CORE;
    }
}
