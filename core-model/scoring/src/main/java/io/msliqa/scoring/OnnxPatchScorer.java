package io.msliqa.scoring;

import io.msliqa.model.ModelBundle;
import io.msliqa.network.Network;
import io.msliqa.onnx.OnnxNetwork;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/** Scores with the network on ONNX Runtime and the CPU. All scorers of one model in a JVM share its weights. */
public final class OnnxPatchScorer implements PatchScorer {

    /** Models that score in turns, task after task. */
    private static final int KEPT = 4;

    private static final LoadedOnce<String, OnnxNetwork> NETWORKS = new LoadedOnce<>(modelId -> OnnxEngine.CPU, KEPT);

    private final String modelId;
    private final OnnxNetwork network;
    private boolean closed;

    private OnnxPatchScorer(String modelId, OnnxNetwork network) {
        this.modelId = modelId;
        this.network = network;
    }

    /** A scorer for one thread, with the model's network. */
    public static OnnxPatchScorer open(ModelBundle model) {
        return open(model.id(), model::network);
    }

    /**
     * A scorer for one thread.
     *
     * @param modelId what tells this network from others in this JVM, such as its digest
     * @param load gives the network; called only if it is not there yet
     */
    public static OnnxPatchScorer open(String modelId, Supplier<Network> load) {
        Objects.requireNonNull(modelId, "modelId");
        return new OnnxPatchScorer(modelId, NETWORKS.acquire(modelId, () -> OnnxNetwork.of(load.get())));
    }

    @Override
    public int columns() {
        return network.columns();
    }

    @Override
    public float[][] score(PatchBatch batch) {
        float[] flat = network.score(batch.pixels(), batch.rows(), batch.height(), batch.width());
        float[][] rows = new float[batch.count()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * columns(), (row + 1) * columns());
        }
        return rows;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NETWORKS.release(modelId);
        }
    }
}
