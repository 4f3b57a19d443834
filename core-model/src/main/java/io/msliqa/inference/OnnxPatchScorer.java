package io.msliqa.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.msliqa.model.ModelBundle;
import io.msliqa.net.MsliqaNet;
import io.msliqa.net.OnnxNet;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

/** Scores with the network on ONNX Runtime and the CPU. All scorers of one model in a JVM share its weights. */
public final class OnnxPatchScorer implements PatchScorer {

    private static final LoadedOnce<String, OnnxNet> NETS = new LoadedOnce<>(modelId -> Device.cpu());

    private final String modelId;
    private final OnnxNet net;
    private boolean closed;

    private OnnxPatchScorer(String modelId, OnnxNet net) {
        this.modelId = modelId;
        this.net = net;
    }

    /** A scorer for one thread, with the model's network. */
    public static OnnxPatchScorer open(ModelBundle model) {
        return open(model.id(), model::newNet);
    }

    /**
     * A scorer for one thread.
     *
     * @param modelId what tells this network from others in this JVM, such as its digest
     * @param load reads the network into a manager; called only if it is not there yet
     */
    static OnnxPatchScorer open(String modelId, Function<NDManager, MsliqaNet> load) {
        Objects.requireNonNull(modelId, "modelId");
        return new OnnxPatchScorer(modelId, NETS.acquire(modelId, () -> load(load)));
    }

    private static OnnxNet load(Function<NDManager, MsliqaNet> load) {
        try (NDManager weights = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            return OnnxNet.of(load.apply(weights));
        }
    }

    @Override
    public int heads() {
        return net.heads();
    }

    @Override
    public float[][] score(PatchBatch batch) {
        float[] flat = net.score(batch.pixels(), batch.rows(), batch.height(), batch.width());
        float[][] rows = new float[batch.count()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * heads(), (row + 1) * heads());
        }
        return rows;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            NETS.release(modelId);
        }
    }
}
