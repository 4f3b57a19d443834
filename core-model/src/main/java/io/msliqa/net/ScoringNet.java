package io.msliqa.net;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A network that only scores, as fast as the engine can: {@link MsliqaNet#toTorchScript} loaded on a device. Safe for
 * use by many threads.
 */
public final class ScoringNet implements AutoCloseable {

    private final Model model;
    private final Block program;
    private final int heads;

    private ScoringNet(Model model, int heads) {
        this.model = model;
        this.program = model.getBlock();
        this.heads = heads;
    }

    /** The network as it is now, on that device; later changes of {@code net} do not reach it. */
    public static ScoringNet of(MsliqaNet net, Device device) {
        return of(net, device, Arithmetic.FLOAT32);
    }

    /** As {@link #of(MsliqaNet, Device)}, computing in that arithmetic. */
    public static ScoringNet of(MsliqaNet net, Device device, Arithmetic arithmetic) {
        byte[] archive = net.toTorchScript(arithmetic);
        Model model = Model.newInstance("msliqa", device, "PyTorch");
        try {
            model.load(new ByteArrayInputStream(archive));
        } catch (IOException | MalformedModelException e) {
            model.close();
            throw new IllegalStateException("The engine refuses the network's program", e);
        }
        ScoringNet scoring = new ScoringNet(model, net.heads());
        scoring.warmUp();
        return scoring;
    }

    /** DJL and PyTorch settle the program's mode and plan in its first runs, which must not meet another thread's. */
    private void warmUp() {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            for (int run = 0; run < 2; run++) {
                score(manager.zeros(new Shape(1, 3, 32, 32)));
            }
        }
    }

    /** How many heads it has. */
    public int heads() {
        return heads;
    }

    /** From a batch (N, 3, H, W), normalised, on this network's device, to (N, heads), which the batch's manager owns. */
    public NDArray score(NDArray batch) {
        return program.forward(new ParameterStore(), new NDList(batch), false).singletonOrThrow();
    }

    /** Frees the weights; no thread may be scoring. */
    @Override
    public void close() {
        model.close();
    }
}
