package io.msliqa.quality.distortion;

/** Types 26 to 29: noise that has a colour of its own, or hides in the picture. The strength is its mean variance. */
final class Grain {

    private static final double CORRELATION = 1.2;
    private static final double NEIGHBOURHOOD = 3;
    private static final int LEVELS = 3;

    private Grain() {}

    /** Grains of some pixels, as of film or of a sensor that interpolates. */
    static Planes correlated(Planes image, double variance, SeededRandom dice) {
        for (float[] plane : image.planes) {
            float[] noise = white(plane.length, dice);
            add(plane, Convolution.gaussian(noise, image.width, image.height, CORRELATION), variance);
        }
        return image;
    }

    /** Noise without its slow part. */
    static Planes highFrequency(Planes image, double variance, SeededRandom dice) {
        for (float[] plane : image.planes) {
            float[] noise = white(plane.length, dice);
            float[] slow = Convolution.gaussian(noise, image.width, image.height, CORRELATION);
            for (int i = 0; i < noise.length; i++) {
                noise[i] -= slow[i];
            }
            add(plane, noise, variance);
        }
        return image;
    }

    /** Noise where the picture is busy, and next to none where it is smooth. */
    static Planes masked(Planes image, double variance, SeededRandom dice) {
        for (float[] plane : image.planes) {
            float[] activity = activity(plane, image.width, image.height);
            float[] noise = white(plane.length, dice);
            for (int i = 0; i < noise.length; i++) {
                noise[i] *= activity[i];
            }
            add(plane, noise, variance);
        }
        return image;
    }

    /**
     * The picture's own fine texture with its signs thrown anew: looks like texture, is none of the picture's ("comfort
     * noise").
     *
     * @param strength details up to this amplitude are thrown
     */
    static Planes comfort(Planes image, double strength, SeededRandom dice) {
        Wavelet wavelet = new Wavelet(image.width, image.height, LEVELS);
        int coarseWidth = Wavelet.coarse(image.width, LEVELS);
        int coarseHeight = Wavelet.coarse(image.height, LEVELS);
        for (float[] plane : image.planes) {
            wavelet.forward(plane);
            for (int i = 0; i < plane.length; i++) {
                boolean detail = i % image.width >= coarseWidth || i / image.width >= coarseHeight;
                boolean turned = dice.uniform() < 0.5f;
                if (detail && turned && Math.abs(plane[i]) < strength) {
                    plane[i] = -plane[i];
                }
            }
            wavelet.inverse(plane);
        }
        return image;
    }

    private static float[] white(int size, SeededRandom dice) {
        float[] noise = new float[size];
        for (int i = 0; i < size; i++) {
            noise[i] = dice.gaussian();
        }
        return noise;
    }

    /** The standard deviation of the samples around each. */
    private static float[] activity(float[] plane, int width, int height) {
        float[] squares = new float[plane.length];
        for (int i = 0; i < plane.length; i++) {
            squares[i] = plane[i] * plane[i];
        }
        float[] means = Convolution.gaussian(plane, width, height, NEIGHBOURHOOD);
        float[] meanSquares = Convolution.gaussian(squares, width, height, NEIGHBOURHOOD);
        for (int i = 0; i < plane.length; i++) {
            meanSquares[i] = (float) Math.sqrt(Math.max(0, meanSquares[i] - means[i] * means[i]));
        }
        return meanSquares;
    }

    /** Adds the noise, brought to the variance; a noise that is zero everywhere stays so. */
    private static void add(float[] plane, float[] noise, double variance) {
        double squares = 0;
        for (float sample : noise) {
            squares += (double) sample * sample;
        }
        float factor = squares == 0 ? 0 : (float) Math.sqrt(variance * noise.length / squares);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = Planes.clip(plane[i] + factor * noise[i]);
        }
    }
}
