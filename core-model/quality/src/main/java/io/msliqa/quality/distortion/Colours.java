package io.msliqa.quality.distortion;

import java.util.Arrays;

/** Types 4 to 8: colour that bleeds, shifts, or is too little or too much. */
final class Colours {

    private static final double EDGE_SIGMA = 4;

    /** Mean Lab chroma below which a picture looks grey. */
    private static final double COLOURLESS = 2.5;

    private Colours() {}

    static boolean hasColour(Planes image) {
        Planes lab = ColourSpace.toLab(image);
        double sum = 0;
        for (int i = 0; i < lab.size(); i++) {
            sum += Math.hypot(lab.planes[1][i], lab.planes[2][i]);
        }
        return sum / lab.size() >= COLOURLESS;
    }

    static Planes diffuse(Planes image, double amount, SeededRandom dice) {
        Planes lab = ColourSpace.toLab(image);
        for (int c = 1; c < 3; c++) {
            float[] blurred = Convolution.gaussian(lab.planes[c], image.width, image.height, 1.5 * amount + 2);
            for (int i = 0; i < blurred.length; i++) {
                blurred[i] *= (float) amount;
            }
            lab.planes[c] = blurred;
        }
        return ColourSpace.fromLab(lab);
    }

    /** Moves green by {@code amount} pixels in a random direction, blended in by how much detail there is. */
    static Planes shift(Planes image, double amount, SeededRandom dice) {
        double angle = dice.uniform() * StrictMath.PI / 2;
        int dx = (int) StrictMath.rint(amount * StrictMath.cos(angle));
        int dy = (int) StrictMath.rint(amount * StrictMath.sin(angle));
        float[] detail = detail(image);
        float[] green = image.planes[1];
        float[] shifted = new float[green.length];
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < image.width; x++) {
                int at = y * image.width + x;
                float moved = green[Math.max(0, y - dy) * image.width + Math.max(0, x - dx)];
                shifted[at] = green[at] + detail[at] * (moved - green[at]);
            }
        }
        image.planes[1] = shifted;
        return image;
    }

    /** Blurred gradient magnitude of the grey picture, 0 at its lowest and 1 at its highest hundredth. */
    private static float[] detail(Planes image) {
        float[] grey = grey(image);
        int w = image.width;
        int h = image.height;
        float[] gradient = new float[grey.length];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                float gx = grey[y * w + Math.min(w - 1, x + 1)] - grey[y * w + Math.max(0, x - 1)];
                float gy = grey[Math.min(h - 1, y + 1) * w + x] - grey[Math.max(0, y - 1) * w + x];
                gradient[y * w + x] = (float) Math.sqrt(gx * gx + gy * gy);
            }
        }
        float[] smooth = Convolution.gaussian(gradient, w, h, EDGE_SIGMA);
        float[] sorted = smooth.clone();
        Arrays.sort(sorted);
        float low = sorted[sorted.length / 100];
        float high = sorted[sorted.length - 1 - sorted.length / 100];
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] = high > low ? Planes.clip((smooth[i] - low) / (high - low)) : 0;
        }
        return smooth;
    }

    private static float[] grey(Planes image) {
        float[] grey = new float[image.size()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0.299f * image.planes[0][i] + 0.587f * image.planes[1][i] + 0.114f * image.planes[2][i];
        }
        return grey;
    }

    static Planes saturateHsv(Planes image, double factor, SeededRandom dice) {
        Planes hsv = ColourSpace.toHsv(image);
        for (int i = 0; i < hsv.size(); i++) {
            hsv.planes[1][i] *= (float) factor;
        }
        return ColourSpace.fromHsv(hsv);
    }

    static Planes saturateLab(Planes image, double factor, SeededRandom dice) {
        Planes lab = ColourSpace.toLab(image);
        for (int i = 0; i < lab.size(); i++) {
            lab.planes[1][i] *= (float) factor;
            lab.planes[2][i] *= (float) factor;
        }
        return ColourSpace.fromLab(lab);
    }

    static Planes quantize(Planes image, double colours, SeededRandom dice) {
        return Palette.of(image, (int) colours).dithered(image);
    }
}
