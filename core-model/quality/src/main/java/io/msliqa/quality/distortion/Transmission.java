package io.msliqa.quality.distortion;

import java.util.Arrays;

/** Types 30 to 34: what happens to pictures on their way through codecs, lenses and lossy channels. */
final class Transmission {

    private static final int BLOCK = 16;
    private static final int JPEG_QUALITY = 75;
    private static final int LEVELS = 4;
    private static final int CODE_BLOCK = 8;

    private Transmission() {}

    /**
     * Makes a JPEG whose stream lost bits: from there to the end of a row of blocks, these lie in the wrong place and their
     * colours have drifted.
     *
     * @param bursts how often that happens
     */
    static Planes jpegErrors(Planes image, double bursts, SeededRandom dice) {
        Planes sent = Compression.jpeg(image, JPEG_QUALITY, dice);
        int columns = (image.width + BLOCK - 1) / BLOCK;
        int rows = (image.height + BLOCK - 1) / BLOCK;
        float[][] received = Arrays.stream(sent.planes).map(float[]::clone).toArray(float[][]::new);
        for (int burst = 0; burst < bursts; burst++) {
            int row = dice.between(0, rows - 1);
            int first = dice.between(0, columns - 1);
            int last = dice.between(first, columns - 1);
            int displaced = dice.between(1, 6);
            for (int channel = 0; channel < 3; channel++) {
                float drift = 0.12f * dice.gaussian();
                shift(sent, received[channel], channel, new Burst(row, first, last, displaced), drift);
            }
        }
        return new Planes(image.width, image.height, received);
    }

    private record Burst(int row, int first, int last, int displaced) {}

    private static void shift(Planes sent, float[] received, int channel, Burst burst, float drift) {
        int bottom = Math.min(sent.height, (burst.row + 1) * BLOCK);
        int right = Math.min(sent.width, (burst.last + 1) * BLOCK);
        for (int y = burst.row * BLOCK; y < bottom; y++) {
            for (int x = burst.first * BLOCK; x < right; x++) {
                int from = Math.floorMod(x - burst.displaced * BLOCK, sent.width);
                received[y * sent.width + x] = Planes.clip(sent.planes[channel][y * sent.width + from] + drift);
            }
        }
    }

    /**
     * Makes a JPEG 2000 whose stream lost bits: blocks of wavelet coefficients are missing or garbled.
     *
     * @param share of the blocks
     */
    static Planes jpeg2000Errors(Planes image, double share, SeededRandom dice) {
        Planes ycc = ColourSpace.toYcbcr(image);
        Wavelet wavelet = new Wavelet(image.width, image.height, LEVELS);
        int coarseWidth = Wavelet.coarse(image.width, LEVELS);
        int coarseHeight = Wavelet.coarse(image.height, LEVELS);
        for (float[] plane : ycc.planes) {
            wavelet.forward(plane);
            for (int y = 0; y < image.height; y += CODE_BLOCK) {
                for (int x = 0; x < image.width; x += CODE_BLOCK) {
                    boolean hit = dice.uniform() < share && (x >= coarseWidth || y >= coarseHeight);
                    float gain = dice.uniform() < 0.5f ? 0 : 1 + 1.5f * dice.gaussian();
                    if (hit) {
                        scale(plane, image.width, image.height, x, y, gain);
                    }
                }
            }
            wavelet.inverse(plane);
        }
        return ColourSpace.fromYcbcr(ycc);
    }

    private static void scale(float[] plane, int width, int height, int left, int top, float gain) {
        for (int y = top; y < Math.min(height, top + CODE_BLOCK); y++) {
            for (int x = left; x < Math.min(width, left + CODE_BLOCK); x++) {
                plane[y * width + x] *= gain;
            }
        }
    }

    /**
     * Makes a noisy picture and compresses it as a JPEG.
     *
     * @param quality libjpeg's; the lower, the noisier the picture was
     */
    static Planes noisyJpeg(Planes image, double quality, SeededRandom dice) {
        double variance = Math.min(0.012, 2 / (quality * quality));
        return Compression.jpeg(Noise.white(image, variance, dice), quality, dice);
    }

    /**
     * Imitates a lens that bends colours differently: red and blue leave green, the more the farther from a point near the
     * middle.
     *
     * @param distance in pixels, at half the width from there
     */
    static Planes chromaticAberration(Planes image, double distance, SeededRandom dice) {
        double centreX = image.width * (0.5 + 0.1 * dice.gaussian());
        double centreY = image.height * (0.5 + 0.1 * dice.gaussian());
        double angle = 2 * Math.PI * dice.uniform();
        double factor = distance / (image.width / 2.0);
        for (int channel = 0; channel < 3; channel += 2) {
            double sign = channel == 0 ? 1 : -1;
            double shiftX = sign * distance / 2 * StrictMath.cos(angle);
            double shiftY = sign * distance / 2 * StrictMath.sin(angle);
            float[] moved = new float[image.size()];
            for (int y = 0; y < image.height; y++) {
                for (int x = 0; x < image.width; x++) {
                    double fromX = x + shiftX + sign * factor * (x - centreX);
                    double fromY = y + shiftY + sign * factor * (y - centreY);
                    moved[y * image.width + x] = bilinear(image.planes[channel], image, fromX, fromY);
                }
            }
            image.planes[channel] = moved;
        }
        return image;
    }

    private static float bilinear(float[] plane, Planes image, double x, double y) {
        double insideX = Math.max(0, Math.min(image.width - 1, x));
        double insideY = Math.max(0, Math.min(image.height - 1, y));
        int left = (int) insideX;
        int top = (int) insideY;
        int right = Math.min(image.width - 1, left + 1);
        int bottom = Math.min(image.height - 1, top + 1);
        float rightShare = (float) (insideX - left);
        float bottomShare = (float) (insideY - top);
        float upper =
                plane[top * image.width + left] * (1 - rightShare) + plane[top * image.width + right] * rightShare;
        float lower = plane[bottom * image.width + left] * (1 - rightShare)
                + plane[bottom * image.width + right] * rightShare;
        return upper * (1 - bottomShare) + lower * bottomShare;
    }

    /**
     * Rebuilds the picture from few measurements, as compressed sensing does: only the largest wavelet coefficients come back.
     *
     * @param kept their share
     */
    static Planes sparse(Planes image, double kept, SeededRandom dice) {
        Planes ycc = ColourSpace.toYcbcr(image);
        Wavelet wavelet = new Wavelet(image.width, image.height, LEVELS);
        for (float[] plane : ycc.planes) {
            wavelet.forward(plane);
            float[] sizes = new float[plane.length];
            for (int i = 0; i < plane.length; i++) {
                sizes[i] = Math.abs(plane[i]);
            }
            Arrays.sort(sizes);
            float least = sizes[(int) Math.min(sizes.length - 1, Math.round((1 - kept) * sizes.length))];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Math.abs(plane[i]) < least ? 0 : plane[i];
            }
            wavelet.inverse(plane);
        }
        return ColourSpace.fromYcbcr(ycc);
    }
}
