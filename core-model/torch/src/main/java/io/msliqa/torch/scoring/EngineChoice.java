package io.msliqa.torch.scoring;

import ai.djl.Device;
import io.msliqa.network.Arithmetic;
import io.msliqa.scoring.CpuEngines;
import io.msliqa.scoring.OnnxEngine;
import io.msliqa.scoring.ScoringEngine;
import io.msliqa.scoring.XnnpackEngine;

/** Chooses the engine that computes the network when pictures are scored. */
public enum EngineChoice {
    /** On a CPU in float32 the fastest that runs there, {@link #XNNPACK} or {@link #ONNXRUNTIME}; else {@link #PYTORCH}. */
    AUTO,
    /** DJL's PyTorch, on any device, in any arithmetic. */
    PYTORCH,
    /** ONNX Runtime, on the CPU, in float32. */
    ONNXRUNTIME,
    /** XNNPACK, on the CPU, in float32. */
    XNNPACK;

    /** Whether it computes on the CPU in float32 alone. */
    public boolean isForCpus() {
        return this == ONNXRUNTIME || this == XNNPACK;
    }

    /**
     * The engine for a device and an arithmetic.
     *
     * @param cuts whether PyTorch cuts patches on the device
     * @throws IllegalArgumentException if the chosen one does not compute there
     */
    public ScoringEngine on(Device device, Arithmetic arithmetic, boolean cuts) {
        boolean able = !device.isGpu() && arithmetic == Arithmetic.FLOAT32;
        if (isForCpus() && !able) {
            throw new IllegalArgumentException(this + " scores on the CPU in float32, not on " + device + " in "
                    + arithmetic + "; take PyTorch for that");
        }
        return switch (this) {
            case PYTORCH -> new TorchEngine(device, cuts);
            case ONNXRUNTIME -> new OnnxEngine();
            case XNNPACK -> new XnnpackEngine();
            case AUTO -> able ? CpuEngines.fastest() : new TorchEngine(device, cuts);
        };
    }
}
