package io.msliqa.torch.training;

import io.msliqa.image.PixelImage;

/** Changes pictures in ways that change nobody's opinion of them. */
final class Variations {

    private static final int CHANNELS = PixelImage.CHANNELS;

    private Variations() {}

    /** Mirrors the picture left to right. */
    static PixelImage mirrored(PixelImage picture) {
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        int width = picture.width();
        for (int pixel = 0; pixel < width * picture.height(); pixel++) {
            int x = pixel % width;
            int mirror = pixel - x + (width - 1 - x);
            for (int channel = 0; channel < CHANNELS; channel++) {
                to[CHANNELS * mirror + channel] = from[CHANNELS * pixel + channel];
            }
        }
        return new PixelImage(width, picture.height(), to);
    }

    /** Takes the colours away and keeps the luma of ITU-R BT.601. */
    static PixelImage grey(PixelImage picture) {
        byte[] from = picture.rgb();
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i += CHANNELS) {
            double luma = 0.299 * (from[i] & 0xFF) + 0.587 * (from[i + 1] & 0xFF) + 0.114 * (from[i + 2] & 0xFF);
            byte grey = (byte) (int) (luma + 0.5);
            to[i] = grey;
            to[i + 1] = grey;
            to[i + 2] = grey;
        }
        return new PixelImage(picture.width(), picture.height(), to);
    }

    /** Moves each sample away from the mean of all samples, by this factor, and clips it. */
    static PixelImage withContrast(PixelImage picture, double factor) {
        byte[] from = picture.rgb();
        double sum = 0;
        for (byte sample : from) {
            sum += sample & 0xFF;
        }
        double mean = sum / from.length;
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i++) {
            double value = Math.rint(mean + ((from[i] & 0xFF) - mean) * factor);
            to[i] = (byte) (int) Math.max(0, Math.min(255, value));
        }
        return new PixelImage(picture.width(), picture.height(), to);
    }
}
