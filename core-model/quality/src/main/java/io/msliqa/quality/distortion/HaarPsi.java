package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;

/**
 * HaarPSI, a full-reference measure: how alike a picture and its reference look, by the Haar wavelets of both.
 *
 * <p>1 for equal pictures, towards 0 the more they differ. It knows the reference, as the network does not, and so
 * gives distortions that nobody has rated yet a place among those that people have rated ({@link OpinionEstimate}).
 *
 * <p>Source: Reisenhofer, Bosse, Kutyniok, Wiegand, "A Haar Wavelet-Based Perceptual Similarity Index for Image Quality
 * Assessment", Signal Processing: Image Communication 61 (2018), with its constants C = 30 and alpha = 4.2, its colour
 * version and its preprocessing (halved sides). Borders are zero-padded, as in the authors' program.
 */
public final class HaarPsi {

    private static final double C = 30;
    private static final double ALPHA = 4.2;
    /** The finest two scales are compared; the third says how much a place matters. */
    private static final int SCALES = 3;

    private HaarPsi() {}

    /**
     * The similarity of two pictures of the same sides.
     *
     * @return in (0, 1]; 1 exactly when nothing visible to the measure differs. Pictures without any structure at the
     *     coarsest scale (all black, both) count as alike: 1
     * @throws IllegalArgumentException if the sides differ
     */
    public static double similarity(PixelImage reference, PixelImage distorted) {
        if (reference.width() != distorted.width() || reference.height() != distorted.height()) {
            throw new IllegalArgumentException(reference + " and " + distorted + " cannot be compared: other sides");
        }
        Yiq first = Yiq.halved(reference);
        Yiq second = Yiq.halved(distorted);
        int pixels = first.y.samples.length;
        WeightedMean mean = new WeightedMean();
        float[] meanWeights = new float[pixels];
        compareDetail(first.y, second.y, false, mean, meanWeights);
        compareDetail(first.y, second.y, true, mean, meanWeights);
        compareColour(first, second, mean, meanWeights);
        if (mean.weights == 0) {
            return 1;
        }
        double logit = logit(mean.sum / mean.weights) / ALPHA;
        return logit * logit;
    }

    /** Adds the weighted local similarity of one orientation of the lightness detail to the sums. */
    private static void compareDetail(
            Plane first, Plane second, boolean vertical, WeightedMean mean, float[] meanWeights) {
        int pixels = first.samples.length;
        float[] local = new float[pixels];
        for (int scale = 1; scale < SCALES; scale++) {
            float[] a = first.haar(scale, vertical);
            float[] b = second.haar(scale, vertical);
            for (int i = 0; i < pixels; i++) {
                local[i] += (float) (likeness(Math.abs(a[i]), Math.abs(b[i])) / 2);
            }
        }
        float[] a = first.haar(SCALES, vertical);
        float[] b = second.haar(SCALES, vertical);
        for (int i = 0; i < pixels; i++) {
            float weight = Math.max(Math.abs(a[i]), Math.abs(b[i]));
            meanWeights[i] += weight / 2;
            mean.add(sigmoid(local[i]), weight);
        }
    }

    /** Adds the weighted local similarity of the colours, each place weighted by the mean of its two orientations. */
    private static void compareColour(Yiq first, Yiq second, WeightedMean mean, float[] meanWeights) {
        float[] i1 = first.i.mean2x2();
        float[] i2 = second.i.mean2x2();
        float[] q1 = first.q.mean2x2();
        float[] q2 = second.q.mean2x2();
        for (int i = 0; i < meanWeights.length; i++) {
            double local =
                    (likeness(Math.abs(i1[i]), Math.abs(i2[i])) + likeness(Math.abs(q1[i]), Math.abs(q2[i]))) / 2;
            mean.add(sigmoid(local), meanWeights[i]);
        }
    }

    private static double likeness(double a, double b) {
        return (2 * a * b + C) / (a * a + b * b + C);
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-ALPHA * value));
    }

    private static double logit(double value) {
        return Math.log(value / (1 - value));
    }

    private static final class WeightedMean {
        private double sum;
        private double weights;

        void add(double value, double weight) {
            sum += weight * value;
            weights += weight;
        }
    }

    /** Lightness and two colour differences of a picture, each with halved sides. */
    private record Yiq(Plane y, Plane i, Plane q) {

        static Yiq halved(PixelImage image) {
            return new Yiq(
                    plane(image, 0.299f, 0.587f, 0.114f),
                    plane(image, 0.596f, -0.274f, -0.322f),
                    plane(image, 0.211f, -0.523f, 0.312f));
        }

        private static Plane plane(PixelImage image, float red, float green, float blue) {
            byte[] rgb = image.rgb();
            float[] samples = new float[image.width() * image.height()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] =
                        red * (rgb[3 * i] & 0xFF) + green * (rgb[3 * i + 1] & 0xFF) + blue * (rgb[3 * i + 2] & 0xFF);
            }
            return new Plane(image.width(), image.height(), samples).halved();
        }
    }

    /** One channel: {@code samples[y * width + x]}. */
    private static final class Plane {
        private final int width;
        private final int height;
        private final float[] samples;

        Plane(int width, int height, float[] samples) {
            this.width = width;
            this.height = height;
            this.samples = samples;
        }

        Plane halved() {
            float[] mean = mean2x2();
            int halfWidth = (width + 1) / 2;
            int halfHeight = (height + 1) / 2;
            float[] half = new float[halfWidth * halfHeight];
            for (int y = 0; y < halfHeight; y++) {
                for (int x = 0; x < halfWidth; x++) {
                    half[y * halfWidth + x] = mean[2 * y * width + 2 * x];
                }
            }
            return new Plane(halfWidth, halfHeight, half);
        }

        float[] mean2x2() {
            float[] box = {0.5f, 0.5f};
            return convolve(box, box);
        }

        float[] haar(int scale, boolean vertical) {
            int size = 1 << scale;
            float[] box = new float[size];
            float[] step = new float[size];
            for (int k = 0; k < size; k++) {
                box[k] = 1f / size;
                step[k] = k < size / 2 ? -1 : 1;
            }
            return vertical ? convolve(box, step) : convolve(step, box);
        }

        /** Convolution with {@code across} along rows and {@code down} along columns, zero outside, same size. */
        private float[] convolve(float[] across, float[] down) {
            float[] rows = new float[samples.length];
            int shift = (across.length - 1) / 2;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float sum = 0;
                    for (int k = 0; k < across.length; k++) {
                        int from = x + shift - k;
                        if (from >= 0 && from < width) {
                            sum += across[k] * samples[y * width + from];
                        }
                    }
                    rows[y * width + x] = sum;
                }
            }
            float[] result = new float[samples.length];
            for (int y = 0; y < height; y++) {
                for (int k = 0; k < down.length; k++) {
                    int from = y + shift - k;
                    if (from >= 0 && from < height) {
                        for (int x = 0; x < width; x++) {
                            result[y * width + x] += down[k] * rows[from * width + x];
                        }
                    }
                }
            }
            return result;
        }
    }
}
