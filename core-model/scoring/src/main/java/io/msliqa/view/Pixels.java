package io.msliqa.view;

import io.msliqa.image.PixelImage;

/** A view: samples from 0 to 255, in bytes, or in floats that a resize may have brought beyond. */
public sealed interface Pixels {

    int width();

    int height();

    /** One sample. */
    float sample(int x, int y, int channel);

    /** The samples of one channel from (x, y) on to the right, as many as {@code line} is long. */
    void row(int x, int y, int channel, float[] line);

    /** 8-bit samples. */
    record Bytes(PixelImage picture) implements Pixels {
        @Override
        public int width() {
            return picture.width();
        }

        @Override
        public int height() {
            return picture.height();
        }

        @Override
        public float sample(int x, int y, int channel) {
            return picture.sample(x, y, channel);
        }

        @Override
        public void row(int x, int y, int channel, float[] line) {
            byte[] samples = picture.rgb();
            int at = PixelImage.CHANNELS * (y * width() + x) + channel;
            for (int i = 0; i < line.length; i++) {
                line[i] = samples[at + PixelImage.CHANNELS * i] & 0xFF;
            }
        }
    }

    /**
     * Real samples.
     *
     * @param planes red, green and blue, row by row
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares views.
    record Floats(int width, int height, float[] planes) implements Pixels {
        @Override
        public float sample(int x, int y, int channel) {
            return planes[(channel * height + y) * width + x];
        }

        @Override
        public void row(int x, int y, int channel, float[] line) {
            System.arraycopy(planes, (channel * height + y) * width + x, line, 0, line.length);
        }
    }
}
