package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import io.msliqa.network.Activation;

/** Computes the nonlinearities, with their gradients. */
final class Nonlinearity {

    private Nonlinearity() {}

    /** Computes the value at each element. It leaves {@code x} as it is, and may return it. */
    static NDArray apply(Activation activation, NDArray x) {
        return switch (activation) {
            case NONE -> x;
            case RE -> x.getNDArrayInternal().relu();
            case HS -> Kernel.HARD_SWISH.apply(x);
            case HARD_SIGMOID -> Kernel.HARD_SIGMOID.apply(x);
        };
    }

    /** Does the same as {@link #apply}, and closes {@code x} unless it is the result. */
    static NDArray applyAndClose(Activation activation, NDArray x) {
        NDArray result = apply(activation, x);
        if (result != x) {
            x.close();
        }
        return result;
    }
}
