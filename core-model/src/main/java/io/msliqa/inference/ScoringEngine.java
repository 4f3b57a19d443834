package io.msliqa.inference;

import ai.djl.Device;
import io.msliqa.model.ModelBundle;
import io.msliqa.net.Arithmetic;

/** What computes the network when pictures are scored. Engines agree to 1e-5 of the scale. */
public enum ScoringEngine {
    /** {@link #ONNXRUNTIME} on a CPU in float32, where it is the faster one; else {@link #PYTORCH}. */
    AUTO,
    /** DJL's PyTorch, on any device, in any arithmetic. */
    PYTORCH,
    /** ONNX Runtime, on the CPU, in float32. */
    ONNXRUNTIME;

    /**
     * What computes on a device.
     *
     * @throws IllegalArgumentException if this engine does not
     */
    private ScoringEngine on(Device device, Arithmetic arithmetic) {
        boolean able = !device.isGpu() && arithmetic == Arithmetic.FLOAT32;
        if (this == ONNXRUNTIME && !able) {
            throw new IllegalArgumentException("ONNX Runtime scores on the CPU in float32, not on " + device + " in "
                    + arithmetic + "; take PyTorch for that");
        }
        return this != AUTO ? this : able ? ONNXRUNTIME : PYTORCH;
    }

    PatchScorer open(ModelBundle model, Device device, Arithmetic arithmetic) {
        return on(device, arithmetic) == ONNXRUNTIME
                ? OnnxPatchScorer.open(model)
                : DjlPatchScorer.open(model, device, arithmetic);
    }
}
