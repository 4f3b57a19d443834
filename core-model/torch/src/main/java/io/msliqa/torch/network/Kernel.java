package io.msliqa.torch.network;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Calls elementwise functions that DJL does not offer, though PyTorch computes each, with its gradient, in one kernel. Each
 * constant is a program of one operator. Built from DJL's sums, clips and products they would cost five times as much.
 */
enum Kernel {
    HARD_SWISH("hardswish"),
    HARD_SIGMOID("hardsigmoid");

    @SuppressWarnings("ImmutableEnumChecker") // Holds no parameters; one for the life of the JVM.
    private final Model program;

    Kernel(String operator) {
        byte[] archive = new TorchScriptArchive(name()).write("    return torch." + operator + "(x)\n", "Tensor");
        Offline.byDefault();
        program = Model.newInstance(operator, "PyTorch");
        try {
            program.load(new ByteArrayInputStream(archive));
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException("The engine refuses its own " + operator, e);
        }
    }

    /** Applies the function. The result records gradients if the thread does, and belongs to the manager of {@code x}. */
    NDArray apply(NDArray x) {
        // "Training" only leaves the thread's gradient recording as it is; said always, nothing switches between
        // threads.
        return program.getBlock()
                .forward(new ParameterStore(), new NDList(x), true)
                .singletonOrThrow();
    }
}
