package io.msliqa.view;

import io.msliqa.image.PixelImage;

/** A view: samples from 0 to 255, in bytes, or in floats that a resize may have brought beyond. */
public sealed interface Pixels {

    int width();

    int height();

    /** One sample. */
    float sample(int x, int y, int channel);

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
    }
}
