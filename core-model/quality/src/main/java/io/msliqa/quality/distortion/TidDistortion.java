package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;
import java.util.Arrays;
import java.util.List;

/**
 * The 24 distortions of TID2013 (Ponomarenko et al., 2015, Table 1), in its order, each at 5 levels.
 *
 * <p>The levels are TID2013's: the strength is sought picture by picture at which the PSNR is 33, 30, 27, 24 and 21 dB; blur
 * and JPEG have one strength a level for all pictures. Where a type's strengths come in steps, the nearest is taken; where
 * saturation cannot change a picture so much, its colours are turned to their opposites. Contrast falls at odd levels and
 * rises at even ones, the mean rises at odd ones and falls at even ones, as there.
 */
@SuppressWarnings("ImmutableEnumChecker") // recipes hold no state, strengths are not handed out
public enum TidDistortion {
    ADDITIVE_NOISE(1, Noise::white, 1e-5, 0.1),
    COLOUR_NOISE(2, TidDistortion::colourNoise, 1e-5, 0.3),
    CORRELATED_NOISE(3, Grain::correlated, 1e-5, 0.1),
    MASKED_NOISE(4, Grain::masked, 1e-5, 0.3),
    HIGH_FREQUENCY_NOISE(5, Grain::highFrequency, 1e-5, 0.1),
    IMPULSE_NOISE(6, Noise::impulse, 1e-5, 0.3),
    QUANTIZATION(7, Tones::quantize, 60, 2, Search.WHOLE),
    GAUSSIAN_BLUR(8, Blurs::gaussian, 0.63, 0.85, 1.3, 2.5, 6),
    DENOISING(9, Noise::denoised, 1e-5, 0.5),
    JPEG(10, Compression::jpeg, 75, 35, 13, 6, 3),
    JPEG_2000(11, Compression::jpeg2000, 3, 3000),
    JPEG_ERRORS(12, Transmission::jpegErrors, 1, 400, Search.WHOLE),
    JPEG_2000_ERRORS(13, Transmission::jpeg2000Errors, 1e-3, 1),
    NON_ECCENTRICITY_PATTERN(14, Spatial::movePatches, 1, 3000, Search.WHOLE),
    LOCAL_BLOCKS(15, Spatial::colourBlocks, 1, 60, Search.WHOLE),
    MEAN_SHIFT(16, TidDistortion::shifted, 0.005, 0.4, Search.BOTH_WAYS),
    CONTRAST_CHANGE(17, TidDistortion::withContrast, 1, 0.02, Search.CONTRAST),
    COLOUR_SATURATION(18, Colours::saturateLab, 1, -1, Search.LINEAR),
    MULTIPLICATIVE_NOISE(19, Noise::multiplicative, 1e-5, 1),
    COMFORT_NOISE(20, Grain::comfort, 0.002, 1),
    NOISY_COMPRESSION(21, Transmission::noisyJpeg, 95, 2),
    COLOUR_QUANTIZATION(22, Colours::quantize, 256, 2, Search.WHOLE),
    CHROMATIC_ABERRATION(23, Transmission::chromaticAberration, 0.1, 40),
    SPARSE_SAMPLING(24, Transmission::sparse, 0.6, 0.0005);

    /** How many levels each type has; they count from 1. */
    public static final int LEVELS = 5;

    private static final double[] PSNR = {33, 30, 27, 24, 21};
    private static final double NEAR_ENOUGH = 0.15;
    private static final int TRIES = 9;

    /** How the strength of a level is sought. */
    private enum Search {
        NONE,
        GEOMETRIC,
        LINEAR,
        WHOLE,
        BOTH_WAYS,
        CONTRAST
    }

    @FunctionalInterface
    private interface Recipe {
        /** Distorts the planes; it may work in place. */
        Planes apply(Planes image, double strength, SeededRandom dice);
    }

    private final int number;
    private final Recipe recipe;
    private final Search search;
    private final double[] strengths;

    TidDistortion(int number, Recipe recipe, double least, double most) {
        this(number, recipe, least, most, Search.GEOMETRIC);
    }

    TidDistortion(int number, Recipe recipe, double least, double most, Search search) {
        this.number = number;
        this.recipe = recipe;
        this.search = search;
        this.strengths = new double[] {least, most};
    }

    TidDistortion(int number, Recipe recipe, double... strengths) {
        this.number = number;
        this.recipe = recipe;
        this.search = Search.NONE;
        this.strengths = strengths;
    }

    /** All, in TID2013's order. */
    public static List<TidDistortion> all() {
        return List.of(values());
    }

    /** TID2013's number, from 1. */
    public int number() {
        return number;
    }

    /** Whether there is anything to act on: saturation changes nothing on a colourless picture. */
    public boolean showsOn(PixelImage image) {
        return this != COLOUR_SATURATION || Colours.hasColour(Planes.of(image));
    }

    /**
     * A distorted copy of the picture, of the same size.
     *
     * @param level 1 to 5
     * @param seed decides what is random
     */
    public PixelImage apply(PixelImage image, int level, long seed) {
        if (level < 1 || level > LEVELS) {
            throw new IllegalArgumentException("Level " + level + " of " + this + ": levels are 1 to " + LEVELS);
        }
        long own = SeededRandom.seedOf(seed, number, level);
        if (search == Search.NONE) {
            return distorted(image, strengths[level - 1], own);
        }
        double sign = search == Search.BOTH_WAYS && level % 2 == 0 ? -1 : 1;
        double low = strengths[0];
        double high = search == Search.CONTRAST && level % 2 == 0 ? 6 : strengths[1];
        PixelImage nearest = image;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES && least > NEAR_ENOUGH; i++) {
            double middle = middle(low, high);
            PixelImage tried = distorted(image, sign * middle, own);
            double above = psnr(image, tried) - PSNR[level - 1];
            if (Math.abs(above) < least) {
                least = Math.abs(above);
                nearest = tried;
            }
            if (above > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return nearest;
    }

    private double middle(double low, double high) {
        return switch (search) {
            case LINEAR, CONTRAST -> (low + high) / 2;
            case WHOLE -> Math.max(1, Math.rint(Math.sqrt(low * high)));
            default -> Math.sqrt(low * high);
        };
    }

    private PixelImage distorted(PixelImage image, double strength, long seed) {
        return recipe.apply(Planes.of(image), strength, new SeededRandom(seed)).toPixels();
    }

    /** The PSNR of two pictures of one size, over all samples; infinite if they are equal. */
    static double psnr(PixelImage one, PixelImage other) {
        byte[] a = one.rgb();
        byte[] b = other.rgb();
        long squares = 0;
        for (int i = 0; i < a.length; i++) {
            int difference = (a[i] & 0xFF) - (b[i] & 0xFF);
            squares += (long) difference * difference;
        }
        return 10 * Math.log10(255.0 * 255.0 * a.length / squares);
    }

    /** Adds a constant and stretches nothing. */
    private static Planes shifted(Planes image, double amount, SeededRandom dice) {
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Planes.clip(plane[i] + (float) amount);
            }
        }
        return image;
    }

    /** Moves each sample away from the mean of all, by this factor. */
    private static Planes withContrast(Planes image, double factor, SeededRandom dice) {
        double mean = Arrays.stream(image.planes)
                .mapToDouble(TidDistortion::mean)
                .average()
                .orElseThrow();
        for (float[] plane : image.planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Planes.clip((float) (mean + (plane[i] - mean) * factor));
            }
        }
        return image;
    }

    private static double mean(float[] plane) {
        double sum = 0;
        for (float sample : plane) {
            sum += sample;
        }
        return sum / plane.length;
    }

    /** Adds noise with this variance in Cb and Cr, and a quarter of it in Y. */
    private static Planes colourNoise(Planes image, double variance, SeededRandom dice) {
        Planes ycc = ColourSpace.toYcbcr(image);
        for (int c = 0; c < 3; c++) {
            float deviation = (float) Math.sqrt(c == 0 ? variance / 4 : variance);
            float[] plane = ycc.planes[c];
            for (int i = 0; i < plane.length; i++) {
                plane[i] += deviation * dice.gaussian();
            }
        }
        return ColourSpace.fromYcbcr(ycc);
    }
}
