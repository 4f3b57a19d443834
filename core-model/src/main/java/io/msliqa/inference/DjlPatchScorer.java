package io.msliqa.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.msliqa.image.PixelImage;
import io.msliqa.model.ModelBundle;
import io.msliqa.net.MsliqaNet;
import io.msliqa.net.Normalisation;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Scores with the network on DJL's PyTorch engine.
 *
 * <p>All scorers of one model on one device in a JVM share its weights. A batch travels as bytes and becomes normalised
 * floats on the device, as a permuted view that the engine takes for channels-last, its fastest layout. All native
 * memory of a batch is freed before {@link #score} returns.
 *
 * <p>How many threads the engine uses is set for the JVM by {@code -Dai.djl.pytorch.num_threads}; with one scorer a
 * core, 1 is fastest.
 */
public final class DjlPatchScorer implements PatchScorer {

    private final SharedNet shared;
    private final NDManager manager;
    private final ParameterStore parameters;
    private final NDArray factor;
    private final NDArray offset;
    private boolean closed;

    private DjlPatchScorer(SharedNet shared) {
        this.shared = shared;
        this.manager = shared.newManager();
        this.parameters = new ParameterStore(manager, false);
        float[] factors = new float[PixelImage.CHANNELS];
        float[] offsets = new float[PixelImage.CHANNELS];
        for (int channel = 0; channel < PixelImage.CHANNELS; channel++) {
            factors[channel] = 1 / (Normalisation.WHITE * Normalisation.deviation(channel));
            offsets[channel] = -Normalisation.mean(channel) / Normalisation.deviation(channel);
        }
        this.factor = manager.create(factors);
        this.offset = manager.create(offsets);
        // From here on an array that a batch left behind throws instead of adding up.
        manager.cap();
    }

    /** A scorer for one thread, with the model's network on that device. */
    public static DjlPatchScorer open(ModelBundle model, Device device) {
        return open(model.id(), device, model::newNet);
    }

    /**
     * A scorer for one thread.
     *
     * @param modelId what tells this network from others in this JVM, such as its digest
     * @param device where it computes
     * @param load reads the network into a manager on the device; called only if it is not there yet
     */
    static DjlPatchScorer open(String modelId, Device device, Function<NDManager, MsliqaNet> load) {
        SharedNet shared = SharedNet.acquire(modelId, device, load);
        try {
            return new DjlPatchScorer(shared);
        } catch (RuntimeException e) {
            shared.release();
            throw e;
        }
    }

    @Override
    public int heads() {
        return shared.net().heads();
    }

    @Override
    public float[][] score(PatchBatch batch) {
        try (NDManager working = manager.newSubManager()) {
            NDArray scores = shared.net()
                    .forward(parameters, new NDList(input(batch, working)), false)
                    .singletonOrThrow();
            float[] flat = scores.toFloatArray();
            float[][] rows = new float[batch.count()][];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = Arrays.copyOfRange(flat, row * heads(), (row + 1) * heads());
            }
            return rows;
        }
    }

    /** (rows, 3, H, W), normalised, a view of (rows, H, W, 3). */
    private NDArray input(PatchBatch batch, NDManager working) {
        Shape shape = new Shape(batch.rows(), batch.height(), batch.width(), PixelImage.CHANNELS);
        try (NDArray bytes = working.create(batch.pixels(), shape, DataType.UINT8)) {
            return bytes.toType(DataType.FLOAT32, true)
                    .muli(factor)
                    .addi(offset)
                    .transpose(0, 3, 1, 2);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            manager.close();
            shared.release();
        }
    }
}
