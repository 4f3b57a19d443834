package io.msliqa.network;

/** Turns a picture's channels into the network's input: (value / 255 − mean) / deviation, with ImageNet's figures. */
public final class Normalisation {

    /** Red, green, blue. */
    public static final int CHANNELS = 3;

    /** Pixel values of this and more are white. */
    public static final float WHITE = 255;

    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] DEVIATION = {0.229f, 0.224f, 0.225f};

    private Normalisation() {}

    /** Mean of a channel over ImageNet in [0, 1]; channels are red, green, blue. */
    public static float mean(int channel) {
        return MEAN[channel];
    }

    /** Standard deviation of a channel over ImageNet, of values in [0, 1]; channels are red, green, blue. */
    public static float deviation(int channel) {
        return DEVIATION[channel];
    }

    /** The factor: an 8-bit value times this, plus {@link #offset}, is the network's input. */
    public static float factor(int channel) {
        return 1 / (WHITE * DEVIATION[channel]);
    }

    /** What is added to an 8-bit value times {@link #factor}. */
    public static float offset(int channel) {
        return -MEAN[channel] / DEVIATION[channel];
    }

    /** The network's input for an 8-bit value, 0 to 255. */
    public static float normalise(int value, int channel) {
        return (value / WHITE - MEAN[channel]) / DEVIATION[channel];
    }
}
