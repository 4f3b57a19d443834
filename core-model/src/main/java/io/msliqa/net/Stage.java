package io.msliqa.net;

import ai.djl.ndarray.NDArray;

/** One module of torchvision's {@code features}. */
sealed interface Stage permits ConvNorm, Bottleneck {

    /** From (N, in, H, W) to (N, out, ⌈H / stride⌉, ⌈W / stride⌉); {@code x} stays open. */
    NDArray forward(Pass pass, NDArray x);

    /** Writes the same for scoring alone into {@code program} and returns the name of the result. */
    String write(ScoringProgram program, String x);
}
