package io.msliqa.network;

import static io.msliqa.network.Activation.HS;
import static io.msliqa.network.Activation.RE;
import static io.msliqa.network.BottleneckRow.SqueezeExcite.SE;
import static io.msliqa.network.BottleneckRow.SqueezeExcite.__;

import java.util.List;

/**
 * The two feature extractors of MobileNetV3 (Howard et al., 2019, "Searching for MobileNetV3", Tables 1 and 2), as
 * torchvision lays them out: a stem, the bottlenecks of the table, and a last 1×1 convolution whose channels, averaged
 * over the picture, are the embedding.
 */
public enum Backbone {
    /** Table 2: 927,008 trainable parameters, an embedding of 576. */
    MOBILENET_V3_SMALL(
            576,
            //  kernel, expanded, out, SE, NL, stride
            row(3, 16, 16, SE, RE, 2),
            row(3, 72, 24, __, RE, 2),
            row(3, 88, 24, __, RE, 1),
            row(5, 96, 40, SE, HS, 2),
            row(5, 240, 40, SE, HS, 1),
            row(5, 240, 40, SE, HS, 1),
            row(5, 120, 48, SE, HS, 1),
            row(5, 144, 48, SE, HS, 1),
            row(5, 288, 96, SE, HS, 2),
            row(5, 576, 96, SE, HS, 1),
            row(5, 576, 96, SE, HS, 1)),

    /** Table 1: 2,971,952 trainable parameters, an embedding of 960. */
    MOBILENET_V3_LARGE(
            960,
            //  kernel, expanded, out, SE, NL, stride
            row(3, 16, 16, __, RE, 1),
            row(3, 64, 24, __, RE, 2),
            row(3, 72, 24, __, RE, 1),
            row(5, 72, 40, SE, RE, 2),
            row(5, 120, 40, SE, RE, 1),
            row(5, 120, 40, SE, RE, 1),
            row(3, 240, 80, __, HS, 2),
            row(3, 200, 80, __, HS, 1),
            row(3, 184, 80, __, HS, 1),
            row(3, 184, 80, __, HS, 1),
            row(3, 480, 112, SE, HS, 1),
            row(3, 672, 112, SE, HS, 1),
            row(5, 672, 160, SE, HS, 2),
            row(5, 960, 160, SE, HS, 1),
            row(5, 960, 160, SE, HS, 1));

    /**
     * Both halve a picture's sides five times. Sides that are multiples of this come out even each time; of others the last
     * column or row meets the zeros beyond the edge, which the network hardly knows from patches.
     */
    public static final int STRIDE = 32;

    /** Channels of the stem, a 3×3 convolution of stride 2 with hard swish. */
    static final int STEM = 16;

    private final int embedding;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
    private final List<BottleneckRow> rows;

    Backbone(int embedding, BottleneckRow... rows) {
        this.embedding = embedding;
        this.rows = List.of(rows);
    }

    private static BottleneckRow row(
            int kernel, int expanded, int out, BottleneckRow.SqueezeExcite se, Activation activation, int stride) {
        return new BottleneckRow(kernel, expanded, out, se, activation, stride);
    }

    /** Length of the embedding: the channels of the last convolution. */
    public int embedding() {
        return embedding;
    }

    /** The bottlenecks, first to last: torchvision's {@code features.1} onwards. */
    public List<BottleneckRow> rows() {
        return rows;
    }
}
