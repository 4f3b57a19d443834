package io.msliqa.image.jpeg;

/** A decoded JPEG picture, as it is stored. */
public final class JpegPicture {

    private final int width;
    private final int height;
    private final int channels;
    private final int bits;
    private final byte[] samples;

    JpegPicture(Frame frame, byte[] samples) {
        width = frame.width;
        height = frame.height;
        channels = frame.components.length;
        bits = frame.precision;
        this.samples = samples;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** 1 grey, 3 RGB, 4 the components as they are stored (inks). */
    public int channels() {
        return channels;
    }

    /** Bits of a sample. */
    public int bits() {
        return bits;
    }

    /** Row by row, interleaved; samples of more than 8 bits take two bytes, the upper one first. Not a copy. */
    public byte[] samples() {
        return samples;
    }
}
