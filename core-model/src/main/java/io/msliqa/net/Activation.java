package io.msliqa.net;

import ai.djl.ndarray.NDArray;

/** The nonlinearities of MobileNetV3 (Howard et al., 2019, section 5.2), as its tables abbreviate them. */
public enum Activation {
    /** None: the linear bottleneck. */
    NONE {
        @Override
        NDArray apply(NDArray x) {
            return x;
        }
    },
    /** max(x, 0). */
    RE {
        @Override
        NDArray apply(NDArray x) {
            return x.getNDArrayInternal().relu();
        }
    },
    /** Hard swish: x · min(max(x + 3, 0), 6) / 6. */
    HS {
        @Override
        NDArray apply(NDArray x) {
            return Kernel.HARD_SWISH.apply(x);
        }
    },
    /** Hard sigmoid: min(max(x + 3, 0), 6) / 6. */
    HARD_SIGMOID {
        @Override
        NDArray apply(NDArray x) {
            return Kernel.HARD_SIGMOID.apply(x);
        }
    };

    /** The value at each element, with its gradient; {@code x} stays as it is and may itself be returned. */
    abstract NDArray apply(NDArray x);

    /** As {@link #apply}, and closes {@code x} unless it is the result. */
    final NDArray applyAndClose(NDArray x) {
        NDArray result = apply(x);
        if (result != x) {
            x.close();
        }
        return result;
    }
}
