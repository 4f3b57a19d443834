package io.msliqa.network;

/**
 * One row of MobileNetV3's tables: an inverted residual bottleneck, in the paper's column order.
 *
 * @param kernel side of the depthwise convolution, 3 or 5
 * @param expanded channels inside the bottleneck ("exp size")
 * @param out channels that leave it ("#out")
 * @param squeezeExcite whether the channels are gated ("SE")
 * @param activation the nonlinearity ("NL")
 * @param stride of the depthwise convolution ("s"), 1 or 2
 */
public record BottleneckRow(
        int kernel, int expanded, int out, SqueezeExcite squeezeExcite, Activation activation, int stride) {

    /** The SE column. */
    public enum SqueezeExcite {
        /** A check mark in the paper. */
        SE,
        /** A dash in the paper. */
        __
    }

    public BottleneckRow {
        if ((kernel != 3 && kernel != 5) || expanded <= 0 || out <= 0 || (stride != 1 && stride != 2)) {
            throw new IllegalArgumentException("Not a bottleneck: kernel " + kernel + ", expanded " + expanded
                    + ", out " + out + ", stride " + stride);
        }
    }

    boolean hasSqueezeExcite() {
        return squeezeExcite == SqueezeExcite.SE;
    }

    /** Channels of the squeeze: a quarter of the expanded ones, to a multiple of 8, never more than a tenth below. */
    int squeezed() {
        int quarter = expanded / 4;
        int rounded = Math.max(8, (quarter + 4) / 8 * 8);
        return rounded < 0.9 * quarter ? rounded + 8 : rounded;
    }
}
