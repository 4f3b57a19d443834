package io.msliqa.quality.distortion;

/** Types 16 to 18, 22, 25 and 35 to 37: brightness, contrast and the number of grey levels. */
final class Tones {

    private Tones() {}

    /** Mixes two parts of a curve on red, green and blue with one part of the same curve on the Lab lightness. */
    static Planes brighten(Planes image, double amount, SeededRandom dice) {
        double middle = 0.5 + amount / 2;
        Planes lab = ColourSpace.toLab(image);
        float[] lightness = lab.planes[0];
        for (int i = 0; i < lightness.length; i++) {
            lightness[i] = 100 * parabola(lightness[i] / 100, middle);
        }
        Planes byLightness = ColourSpace.fromLab(lab);
        for (int c = 0; c < 3; c++) {
            float[] plane = image.planes[c];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (2 * parabola(plane[i], middle) + byLightness.planes[c][i]) / 3;
            }
        }
        return image;
    }

    static Planes darken(Planes image, double amount, SeededRandom dice) {
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = parabola(plane[i], 0.5 - amount / 2);
            }
        }
        return image;
    }

    /** The parabola through (0, 0), (0.5, middle) and (1, 1), clipped. */
    private static float parabola(float x, double middle) {
        return Planes.clip((float) ((2 - 4 * middle) * x * x + (4 * middle - 1) * x));
    }

    /** Adds a constant, clips, and stretches what is left to the full range, as KADID-10k's generator does. */
    static Planes meanShift(Planes image, double amount, SeededRandom dice) {
        if (amount == 0) {
            return image;
        }
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] += (float) amount;
            }
        }
        return image.stretched();
    }

    /**
     * A curve that is steeper (positive amount) or flatter (negative) in the middle tones. It is the cubic spline through
     * (0, 0), (0.3, 0.25 - amount / 4), (0.5, 0.5), (0.7, 0.75 + amount / 4) and (1, 1), which for points so symmetric is
     * one odd cubic about the middle.
     */
    static Planes contrast(Planes image, double amount, SeededRandom dice) {
        double cubic = (0.2 - 0.25 - amount / 4) / 0.042;
        double linear = 1 - cubic / 4;
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                double u = plane[i] - 0.5;
                plane[i] = Planes.clip((float) (0.5 + linear * u + cubic * u * u * u));
            }
        }
        return image;
    }

    static Planes underexpose(Planes image, double amount, SeededRandom dice) {
        return towards(0, image, amount);
    }

    static Planes fade(Planes image, double amount, SeededRandom dice) {
        double sum = 0;
        int count = 0;
        for (float[] plane : image.planes) {
            for (float sample : plane) {
                sum += sample;
            }
            count += plane.length;
        }
        return towards(sum / count, image, amount);
    }

    /** Moves each sample that share of the way to a value. */
    private static Planes towards(double value, Planes image, double share) {
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) (plane[i] + (value - plane[i]) * share);
            }
        }
        return image;
    }

    /** Every sample becomes the mean of its class; the classes, common to all channels, by Otsu's criterion. */
    static Planes quantize(Planes image, double levels, SeededRandom dice) {
        float[] means = GreyLevels.of(image, (int) levels).meanOfLevel();
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = means[GreyLevels.bin(plane[i])];
            }
        }
        return image;
    }
}
