package io.msliqa.torch.network;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Runs the network on PyTorch as fast as the engine can, as a TorchScript archive on a device. Many threads may use it at once.
 */
public final class TorchScriptNetwork implements AutoCloseable {

    private final Model model;
    private final Block program;
    private final int columns;

    private TorchScriptNetwork(Model model, int columns) {
        this.model = model;
        this.program = model.getBlock();
        this.columns = columns;
    }

    /** Loads the network on a device, to compute in an arithmetic. */
    public static TorchScriptNetwork of(Network network, Device device, Arithmetic arithmetic) {
        Offline.byDefault();
        byte[] archive = network.write(new TorchScriptProgram(arithmetic));
        Model model = Model.newInstance("msliqa", device, "PyTorch");
        try {
            model.load(new ByteArrayInputStream(archive));
            TorchScriptNetwork scoring =
                    new TorchScriptNetwork(model, network.table().columns());
            scoring.warmUp();
            return scoring;
        } catch (IOException | MalformedModelException e) {
            model.close();
            throw new IllegalStateException("The engine refuses the network's program", e);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /**
     * Writes the network as a TorchScript archive, without an engine. Weights are channels-last, features in the arithmetic;
     * input, heads and scores are float32. It maps (N, 3, H, W) to (N, heads) or, where heads put out several things, to a
     * dictionary of those by name, see {@link Network#writeNamed}; {@code torch.jit.load} reads it. Equal weights give equal
     * bytes. No engine is needed.
     */
    public static byte[] export(Network network, Arithmetic arithmetic) {
        return network.writeNamed(new TorchScriptProgram(arithmetic));
    }

    /**
     * Runs the program a few times. DJL and PyTorch settle its mode and plan in the first runs, and no other thread may run it
     * meanwhile.
     */
    private void warmUp() {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            for (int run = 0; run < 2; run++) {
                score(manager.zeros(new Shape(1, 3, 32, 32)));
            }
        }
    }

    /** How many numbers it puts out for a picture. */
    public int columns() {
        return columns;
    }

    /** Maps a normalised batch (N, 3, H, W) on this network's device to (N, columns). The batch's manager owns the result. */
    public NDArray score(NDArray batch) {
        return program.forward(new ParameterStore(), new NDList(batch), false).singletonOrThrow();
    }

    /** Frees the weights; no thread may be scoring. */
    @Override
    public void close() {
        model.close();
    }
}
