package io.msliqa.quality.distortion;

import io.msliqa.quality.distortion.Convolution.Kernel;

/** Types 1 to 3 and 24: what a lens, a moving camera or a sharpening filter does to detail. */
final class Blurs {

    private static final int SUBSAMPLES = 16;
    private static final double SHARPEN_SIGMA = 3;

    private Blurs() {}

    static Planes gaussian(Planes image, double sigma, SeededRandom dice) {
        for (int c = 0; c < 3; c++) {
            image.planes[c] = Convolution.gaussian(image.planes[c], image.width, image.height, sigma);
        }
        return image;
    }

    static Planes lens(Planes image, double radius, SeededRandom dice) {
        return filtered(image, disk(radius));
    }

    static Planes motion(Planes image, double length, SeededRandom dice) {
        return filtered(image, line(length, StrictMath.toRadians(dice.between(0, 179))));
    }

    /** Unsharp masking of the Lab lightness. */
    static Planes sharpen(Planes image, double amount, SeededRandom dice) {
        Planes lab = ColourSpace.toLab(image);
        float[] lightness = lab.planes[0];
        float[] blurred = Convolution.gaussian(lightness, image.width, image.height, SHARPEN_SIGMA);
        for (int i = 0; i < lightness.length; i++) {
            lightness[i] = lightness[i] + (float) amount * (lightness[i] - blurred[i]);
        }
        return ColourSpace.fromLab(lab);
    }

    private static Planes filtered(Planes image, Kernel kernel) {
        for (int c = 0; c < 3; c++) {
            image.planes[c] = Convolution.filter(image.planes[c], image.width, image.height, kernel);
        }
        return image;
    }

    /** Makes a disk; each pixel weighs as much as the part of it that lies within. */
    static Kernel disk(double radius) {
        int reach = (int) Math.ceil(radius - 0.5);
        int side = 2 * reach + 1;
        float[] weights = new float[side * side];
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                weights[(y + reach) * side + x + reach] = samplesWithin(radius, x, y);
            }
        }
        return new Kernel(reach, weights);
    }

    private static int samplesWithin(double radius, int x, int y) {
        int within = 0;
        for (int i = 0; i < SUBSAMPLES; i++) {
            for (int j = 0; j < SUBSAMPLES; j++) {
                double dx = x - 0.5 + (i + 0.5) / SUBSAMPLES;
                double dy = y - 0.5 + (j + 0.5) / SUBSAMPLES;
                within += dx * dx + dy * dy <= radius * radius ? 1 : 0;
            }
        }
        return within;
    }

    /** A segment of the given length through the centre; a pixel's weight falls linearly to 0 at distance 1. */
    static Kernel line(double length, double angle) {
        double half = Math.max(0, (length - 1) / 2);
        double ux = StrictMath.cos(angle);
        double uy = -StrictMath.sin(angle);
        int reach = (int) Math.ceil(half);
        int side = 2 * reach + 1;
        float[] weights = new float[side * side];
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                double along = Math.max(-half, Math.min(half, x * ux + y * uy));
                double distance = StrictMath.hypot(x - along * ux, y - along * uy);
                weights[(y + reach) * side + x + reach] = (float) Math.max(0, 1 - distance);
            }
        }
        return new Kernel(reach, weights);
    }
}
