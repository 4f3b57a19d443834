package io.msliqa.quality.distortion;

/** Types 11 to 15: random error, and what a denoiser leaves of it. */
final class Noise {

    private Noise() {}

    static Planes white(Planes image, double variance, SeededRandom dice) {
        float deviation = (float) Math.sqrt(variance);
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Planes.clip(plane[i] + deviation * dice.gaussian());
            }
        }
        return image;
    }

    static Planes whiteInYcbcr(Planes image, double variance, SeededRandom dice) {
        Planes ycc = ColourSpace.toYcbcr(image);
        float deviation = (float) Math.sqrt(variance);
        for (float[] plane : ycc.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] += deviation * dice.gaussian();
            }
        }
        return ColourSpace.fromYcbcr(ycc);
    }

    /** Salt and pepper in equal parts, each sample of each channel for itself. */
    static Planes impulse(Planes image, double density, SeededRandom dice) {
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                float drawn = dice.uniform();
                if (drawn < density) {
                    plane[i] = drawn < density / 2 ? 0 : 1;
                }
            }
        }
        return image;
    }

    static Planes multiplicative(Planes image, double variance, SeededRandom dice) {
        float deviation = (float) Math.sqrt(variance);
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] += plane[i] * deviation * dice.gaussian();
            }
        }
        return image;
    }

    static Planes denoised(Planes image, double variance, SeededRandom dice) {
        white(image, variance, dice);
        for (int c = 0; c < 3; c++) {
            image.planes[c] = Denoiser.denoise(image.planes[c], image.width, image.height, Math.sqrt(variance));
        }
        return image;
    }
}
