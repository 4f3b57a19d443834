package io.msliqa.scoring;

import io.msliqa.model.ModelBundle;
import io.msliqa.network.Network;
import io.msliqa.network.PixelNetwork;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/** Scores with a network on the CPU. All scorers of one model and runtime in a JVM share its weights. */
public final class CpuPatchScorer implements PatchScorer {

    private record Key(CpuRuntime runtime, String modelId) {}

    /** Models that score in turns, task after task. */
    private static final int KEPT = 4;

    private static final LoadedOnce<Key, PixelNetwork> NETWORKS = new LoadedOnce<>(Key::runtime, KEPT);

    private final Key key;
    private final PixelNetwork network;
    private boolean closed;

    private CpuPatchScorer(Key key, PixelNetwork network) {
        this.key = key;
        this.network = network;
    }

    /** A scorer for one thread, with the model's network. */
    public static CpuPatchScorer open(CpuRuntime runtime, ModelBundle model) {
        return open(runtime, model.id(), model::network);
    }

    /**
     * A scorer for one thread.
     *
     * @param modelId what tells this network from others in this JVM, such as its digest
     * @param load gives the network; called only if it is not there yet
     */
    public static CpuPatchScorer open(CpuRuntime runtime, String modelId, Supplier<Network> load) {
        Key key = new Key(runtime, Objects.requireNonNull(modelId, "modelId"));
        return new CpuPatchScorer(key, NETWORKS.acquire(key, () -> runtime.load(load.get())));
    }

    @Override
    public int columns() {
        return network.columns();
    }

    @Override
    public float[][] score(PatchBatch batch) {
        float[] flat = network.score(batch.pixels(), key.runtime().pictures(batch), batch.height(), batch.width());
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
            NETWORKS.release(key);
        }
    }
}
