package io.msliqa.scoring;

import io.msliqa.UserException;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.xnnpack.Xnnpack;

/** XNNPACK, on the CPU, in float32: the fastest there, on machines that its library is there for. */
public final class XnnpackEngine implements ScoringEngine {

    @Override
    public PatchScorer open(ModelBundle model, Arithmetic arithmetic) {
        if (arithmetic != Arithmetic.FLOAT32) {
            throw new IllegalArgumentException(
                    "XNNPACK scores in float32, not in " + arithmetic + "; take PyTorch for that");
        }
        Xnnpack.missing().ifPresent(reason -> {
            throw new UserException(
                    "XNNPACK does not run on this machine: " + reason + ". Set scoring.engine = auto or onnxruntime");
        });
        return CpuPatchScorer.open(CpuRuntime.XNNPACK, model);
    }

    @Override
    public String device() {
        return OnnxEngine.CPU;
    }

    @Override
    public int usualBatch() {
        return OnnxEngine.BATCH_OF_A_CORE;
    }
}
