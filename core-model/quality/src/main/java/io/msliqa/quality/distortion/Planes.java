package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;

/**
 * Holds a picture as three planes of floats, to compute with. Red, green and blue are nominally 0 to 1; other colour spaces use
 * the same planes for their own three coordinates. Sample {@code (x, y)} of a plane is {@code plane[y * width + x]}.
 */
final class Planes {

    final int width;
    final int height;
    final float[][] planes;

    Planes(int width, int height, float[][] planes) {
        this.width = width;
        this.height = height;
        this.planes = planes;
    }

    static Planes of(PixelImage image) {
        byte[] rgb = image.rgb();
        int size = rgb.length / PixelImage.CHANNELS;
        float[][] planes = new float[PixelImage.CHANNELS][size];
        for (int i = 0; i < size; i++) {
            planes[0][i] = (rgb[3 * i] & 0xFF) / 255f;
            planes[1][i] = (rgb[3 * i + 1] & 0xFF) / 255f;
            planes[2][i] = (rgb[3 * i + 2] & 0xFF) / 255f;
        }
        return new Planes(image.width(), image.height(), planes);
    }

    int size() {
        return width * height;
    }

    /** Clips to 0 to 1 and rounds to 8 bits. */
    PixelImage toPixels() {
        byte[] rgb = new byte[PixelImage.CHANNELS * size()];
        for (int c = 0; c < PixelImage.CHANNELS; c++) {
            float[] plane = planes[c];
            for (int i = 0; i < plane.length; i++) {
                rgb[3 * i + c] = (byte) (clip(plane[i]) * 255f + 0.5f);
            }
        }
        return new PixelImage(width, height, rgb);
    }

    /** Clips to 0 to 1, then stretches so that the darkest sample is 0 and the brightest 1; a flat picture is only clipped. */
    Planes stretched() {
        float min = 1;
        float max = 0;
        for (float[] plane : planes) {
            for (float sample : plane) {
                min = Math.min(min, clip(sample));
                max = Math.max(max, clip(sample));
            }
        }
        if (min < max) {
            for (float[] plane : planes) {
                for (int i = 0; i < plane.length; i++) {
                    plane[i] = (clip(plane[i]) - min) / (max - min);
                }
            }
        }
        return this;
    }

    static float clip(float value) {
        return Math.max(0f, Math.min(1f, value));
    }
}
