package io.msliqa.torch.scoring;

import ai.djl.Device;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.scoring.PatchScorer;
import io.msliqa.scoring.ScoringEngine;

/**
 * Scores with DJL's PyTorch, in any arithmetic.
 *
 * @param where the device it computes on
 * @param cuts whether patches are cut there, too, instead of by the caller
 */
public record TorchEngine(Device where, boolean cuts) implements ScoringEngine {

    /** Patches are cut by the caller. */
    public TorchEngine(Device where) {
        this(where, false);
    }

    /** Leaves a core's caches some room. */
    private static final int BATCH_OF_A_CORE = 8;

    /** A small network is many operations, which take a GPU little longer for more patches. */
    private static final int BATCH_OF_A_GPU = 256;

    @Override
    public PatchScorer open(ModelBundle model, Arithmetic arithmetic) {
        return TorchPatchScorer.open(model, this, arithmetic);
    }

    @Override
    public String device() {
        return where.toString();
    }

    @Override
    public int usualBatch() {
        return where.isGpu() ? BATCH_OF_A_GPU : BATCH_OF_A_CORE;
    }
}
