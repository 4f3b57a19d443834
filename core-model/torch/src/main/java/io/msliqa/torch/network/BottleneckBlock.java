package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import io.msliqa.network.Layer;
import java.util.List;

/** Computes a {@link Layer.Bottleneck}: torchvision's InvertedResidual. */
final class BottleneckBlock implements FeatureBlock {

    private final List<FeatureBlock> body;
    private final boolean residual;

    BottleneckBlock(Layer.Bottleneck layer, ParameterFactory parameters) {
        body = layer.body().stream()
                .map(part -> FeatureBlock.of(part, parameters))
                .toList();
        residual = layer.residual();
    }

    @Override
    public NDArray forward(Pass pass, NDArray x) {
        NDArray inner = x;
        for (FeatureBlock part : body) {
            NDArray next = part.forward(pass, inner);
            if (inner != x) {
                inner.close();
            }
            inner = next;
        }
        return residual ? inner.addi(x) : inner;
    }
}
