package io.msliqa.image.format;

import java.util.Arrays;

/**
 * A picture's samples as they are stored, at 8 bits or, where there are more, at 16: the largest value is full light,
 * full ink or opaque.
 */
public final class Samples {

    private final int width;
    private final int height;
    private final Model model;
    private final Alpha alpha;
    private final byte[] bytes;
    private final short[] shorts;

    private Samples(int width, int height, Model model, Alpha alpha, byte[] bytes, short[] shorts) {
        this.width = width;
        this.height = height;
        this.model = model;
        this.alpha = alpha;
        this.bytes = bytes;
        this.shorts = shorts;
    }

    /** What the channels mean. */
    public enum Model {
        GREY(1),
        RGB(3),
        /** Cyan, magenta, yellow, black. */
        INK(4);

        private final int channels;

        Model(int channels) {
            this.channels = channels;
        }

        /** Channels without alpha. */
        public int channels() {
            return channels;
        }
    }

    /** What the alpha channel means. */
    public enum Alpha {
        NONE,
        /** Colours are as if the picture were opaque. */
        STRAIGHT,
        /** Colours have been multiplied by alpha. */
        ASSOCIATED
    }

    private static final byte[] NO_BYTES = {};
    private static final short[] NO_SHORTS = {};

    static Samples of8(int width, int height, Model model, Alpha alpha, byte[] bytes) {
        return new Samples(width, height, model, alpha, bytes, NO_SHORTS);
    }

    static Samples of16(int width, int height, Model model, Alpha alpha, short[] shorts) {
        return new Samples(width, height, model, alpha, NO_BYTES, shorts);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** What the channels before alpha mean. */
    public Model model() {
        return model;
    }

    /** Whether a last channel tells opacity, and how it is meant. */
    public Alpha alpha() {
        return alpha;
    }

    /** The samples row by row, interleaved; empty at 16 bits. Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** The samples row by row, interleaved, unsigned; empty at 8 bits. Not a copy. */
    public short[] shorts() {
        return shorts;
    }

    /** Whether samples have 16 bits. */
    public boolean isDeep() {
        return shorts.length > 0;
    }

    /** Channels with alpha. */
    public int channels() {
        return model.channels() + (alpha == Alpha.NONE ? 0 : 1);
    }

    /** This picture at a place of a larger, transparent one. */
    Samples placed(int canvasWidth, int canvasHeight, int x, int y) {
        if (width == canvasWidth && height == canvasHeight) {
            return this;
        }
        Samples whole = withAlpha();
        int channels = whole.channels();
        byte[] canvas = new byte[channels * canvasWidth * canvasHeight];
        Arrays.fill(canvas, (byte) 0);
        for (int row = 0; row < height; row++) {
            int to = channels * ((y + row) * canvasWidth + x);
            System.arraycopy(whole.bytes, row * width * channels, canvas, to, width * channels);
        }
        return of8(canvasWidth, canvasHeight, model, Alpha.STRAIGHT, canvas);
    }

    /** The same 8-bit picture with straight alpha. */
    private Samples withAlpha() {
        if (alpha != Alpha.NONE) {
            return this;
        }
        int colours = model.channels();
        byte[] wider = new byte[(colours + 1) * width * height];
        for (int from = 0, to = 0; from < bytes.length; from += colours, to += colours + 1) {
            System.arraycopy(bytes, from, wider, to, colours);
            wider[to + colours] = -1;
        }
        return of8(width, height, model, Alpha.STRAIGHT, wider);
    }
}
