package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import io.msliqa.network.Layer;

/** Computes one layer of the features, for training. */
sealed interface FeatureBlock permits ConvNormBlock, BottleneckBlock, SqueezeExciteBlock {

    /** Maps (N, in, H, W) to (N, out, ⌈H / stride⌉, ⌈W / stride⌉). The caller still owns {@code x}. */
    NDArray forward(Pass pass, NDArray x);

    /** Makes the block of a layer; the factory makes its parameters. */
    static FeatureBlock of(Layer layer, ParameterFactory parameters) {
        if (layer instanceof Layer.ConvNorm conv) {
            return new ConvNormBlock(conv, parameters);
        } else if (layer instanceof Layer.Bottleneck bottleneck) {
            return new BottleneckBlock(bottleneck, parameters);
        } else if (layer instanceof Layer.SqueezeExcite gate) {
            return new SqueezeExciteBlock(gate, parameters);
        }
        throw new IllegalArgumentException("No layer of features: " + layer);
    }
}
