package io.msliqa.network;

import java.util.List;

/** One step of a network as plain data: its torchvision name and its sizes, without values. */
public sealed interface Layer {

    /** The name of torchvision's module, such as {@code features.1}; parameters' names begin with it. */
    String name();

    /**
     * A convolution without bias, batch normalisation and a nonlinearity: torchvision's Conv2dNormActivation. From (N,
     * in, H, W) to (N, out, ⌈H / stride⌉, ⌈W / stride⌉).
     */
    record ConvNorm(String name, Geometry geometry, Activation activation) implements Layer {

        /** The epsilon of batch normalisation, as torchvision sets it for MobileNetV3. */
        public static final float EPSILON = 1e-3f;
    }

    /** Gates each channel by a number in [0, 1] that a small network takes from the channels' means. */
    record SqueezeExcite(String name, int channels, int squeezed) implements Layer {}

    /**
     * MobileNetV3's block: expand by 1×1, convolve each channel by itself, gate the channels, project by 1×1.
     *
     * @param body the layers inside, first to last
     * @param residual whether what came in is added to what goes out
     */
    record Bottleneck(String name, List<Layer> body, boolean residual) implements Layer {
        public Bottleneck {
            body = List.copyOf(body);
        }
    }

    /** Maps an embedding (N, in) to outputs (N, out): fully connected to {@code hidden}, ReLU, fully connected. */
    record Head(String name, int in, int hidden, int out) implements Layer {}

    /** Channels in and out, side of the kernel, stride and groups of a convolution; padded so that stride 1 keeps sides. */
    record Geometry(int in, int out, int kernel, int stride, int groups) {

        /** Zeros added on each side. */
        public int padding() {
            return (kernel - 1) / 2;
        }
    }
}
