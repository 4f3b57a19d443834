package io.msliqa.torch.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Network;
import io.msliqa.scoring.Cut;
import io.msliqa.scoring.PatchBatch;
import io.msliqa.scoring.PatchScorer;
import io.msliqa.torch.network.NetInput;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Scores with the network on DJL's PyTorch engine.
 *
 * <p>All scorers of one model on one device in a JVM share its weights. All native
 * memory of a batch is freed before {@link #score} returns.
 *
 * <p>How many threads the engine uses is set for the JVM by {@code -Dai.djl.pytorch.num_threads}; with one scorer a
 * core, 1 is fastest.
 */
public final class TorchPatchScorer implements PatchScorer {

    private final SharedNetwork shared;
    private final NDManager manager;
    private final NetInput input;
    private final Optional<PatchCutter> cutter;
    private boolean closed;

    private TorchPatchScorer(SharedNetwork shared, NDManager manager, boolean cuts) {
        this.shared = shared;
        this.manager = manager;
        this.input = new NetInput(manager);
        this.cutter = cuts ? Optional.of(new PatchCutter(shared.newManager())) : Optional.empty();
        // From here on an array that a batch left behind throws instead of adding up.
        manager.cap();
    }

    /** Opens a scorer for one thread, with the model's network on a device. */
    public static TorchPatchScorer open(ModelBundle model, TorchEngine engine, Arithmetic arithmetic) {
        return open(model.id(), engine, arithmetic, model::network);
    }

    /**
     * Opens a scorer for one thread.
     *
     * @param modelId what tells this network from others in this JVM, such as its digest
     * @param engine where it computes
     * @param arithmetic of the network on the device
     * @param load gives the network; called only if it is not there yet
     */
    static TorchPatchScorer open(String modelId, TorchEngine engine, Arithmetic arithmetic, Supplier<Network> load) {
        SharedNetwork shared = SharedNetwork.acquire(modelId, engine.where(), arithmetic, load);
        try {
            return open(shared, engine.cuts());
        } catch (RuntimeException | Error e) {
            shared.release();
            throw e;
        }
    }

    private static TorchPatchScorer open(SharedNetwork shared, boolean cuts) {
        NDManager manager = shared.newManager();
        try {
            return new TorchPatchScorer(shared, manager, cuts);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public int columns() {
        return shared.net().columns();
    }

    @Override
    public float[][] score(PatchBatch batch) {
        try (NDManager working = manager.newSubManager()) {
            NDArray bytes = NetInput.send(batch.pixels(), batch.rows(), batch.height(), batch.width(), working);
            return rows(() -> bytes.toType(DataType.FLOAT32, true), batch.count());
        }
    }

    @Override
    public boolean cuts() {
        return cutter.isPresent();
    }

    @Override
    public float[][] score(List<Cut> patches, int rows) {
        if (cutter.isEmpty()) {
            return PatchScorer.super.score(patches, rows);
        }
        cutter.get().send(patches);
        try (NDManager working = manager.newSubManager()) {
            return rows(() -> cutter.get().cut(patches, PatchBatch.rowsFor(rows), working), patches.size());
        }
    }

    /**
     * What the network says of samples that are made in the device's thread. That thread only tells the device what to do: sending
     * pictures before and fetching scores afterwards wait for the device, and are done here.
     */
    private float[][] rows(Supplier<NDArray> samples, int count) {
        float[] flat =
                DeviceThread.call(shared.device(), () -> scored(samples.get())).toFloatArray();
        float[][] rows = new float[count][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(flat, row * columns(), (row + 1) * columns());
        }
        return rows;
    }

    /** Gives the input back at once, so that batches which wait for the device do not hold theirs. */
    private NDArray scored(NDArray samples) {
        try (samples;
                NDArray x = input.of(samples)) {
            return shared.net().score(x);
        }
    }

    /** How many bytes of pictures and matrices have crossed to the device for its cuts. */
    long bytesSent() {
        return cutter.map(PatchCutter::bytesSent).orElse(0L);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cutter.ifPresent(PatchCutter::close);
            manager.close();
            shared.release();
        }
    }
}
