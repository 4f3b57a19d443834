package io.msliqa.network;

/** The nonlinearities of MobileNetV3 (Howard et al., 2019, section 5.2), as its tables abbreviate them. */
public enum Activation {
    /** None: the linear bottleneck. */
    NONE,
    /** max(x, 0). */
    RE,
    /** Hard swish: x · min(max(x + 3, 0), 6) / 6. */
    HS,
    /** Hard sigmoid: min(max(x + 3, 0), 6) / 6. */
    HARD_SIGMOID
}
