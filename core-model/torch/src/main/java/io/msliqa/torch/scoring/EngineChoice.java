package io.msliqa.torch.scoring;

import ai.djl.Device;
import io.msliqa.network.Arithmetic;
import io.msliqa.scoring.OnnxEngine;
import io.msliqa.scoring.ScoringEngine;

/** Chooses the engine that computes the network when pictures are scored. */
public enum EngineChoice {
    /** {@link #ONNXRUNTIME} on a CPU in float32, where it is the faster one; else {@link #PYTORCH}. */
    AUTO,
    /** DJL's PyTorch, on any device, in any arithmetic. */
    PYTORCH,
    /** ONNX Runtime, on the CPU, in float32. */
    ONNXRUNTIME;

    /**
     * The engine for a device and an arithmetic.
     *
     * @param cuts whether PyTorch cuts patches on the device
     * @throws IllegalArgumentException if the chosen one does not compute there
     */
    public ScoringEngine on(Device device, Arithmetic arithmetic, boolean cuts) {
        boolean able = !device.isGpu() && arithmetic == Arithmetic.FLOAT32;
        if (this == ONNXRUNTIME && !able) {
            throw new IllegalArgumentException("ONNX Runtime scores on the CPU in float32, not on " + device + " in "
                    + arithmetic + "; take PyTorch for that");
        }
        return this == PYTORCH || !able ? new TorchEngine(device, cuts) : new OnnxEngine();
    }
}
