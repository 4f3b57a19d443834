package io.msliqa.quality.distortion;

import static io.msliqa.quality.distortion.Distortion.CONTRAST_CHANGE;
import static io.msliqa.quality.distortion.Distortion.MEAN_SHIFT;

import io.msliqa.image.PixelImage;
import io.msliqa.network.Cause;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One distortion of a picture, at a level that may lie between KADID-10k's.
 *
 * @param type what is done
 * @param level how strongly, above 0 to 5; whole numbers are KADID-10k's levels
 */
record Step(Distortion type, double level) {

    /** Types that go from too much to too little, and mean nothing between the levels. */
    private static final Set<Distortion> TWO_WAYS = EnumSet.of(MEAN_SHIFT, CONTRAST_CHANGE);

    /** Types whose first level is a large step from nothing, and that mean nothing below it. */
    private static final Set<Distortion> ABRUPT = EnumSet.of(
            Distortion.GAUSSIAN_BLUR,
            Distortion.LENS_BLUR,
            Distortion.MOTION_BLUR,
            Distortion.COLOUR_DIFFUSION,
            Distortion.COLOUR_SHIFT,
            Distortion.SATURATION_HSV,
            Distortion.SATURATION_LAB,
            MEAN_SHIFT,
            Distortion.PIXELATE,
            CONTRAST_CHANGE,
            Distortion.JPEG_ERRORS,
            Distortion.NOISY_JPEG,
            Distortion.SPARSE_SAMPLING,
            Distortion.POSTERIZATION,
            Distortion.FEW_COLOURS,
            Distortion.MANY_PATCHES);

    private static final Set<Distortion> OF_COLOUR = EnumSet.of(
            Distortion.COLOUR_DIFFUSION,
            Distortion.COLOUR_SHIFT,
            Distortion.COLOUR_QUANTIZATION,
            Distortion.SATURATION_HSV,
            Distortion.SATURATION_LAB,
            Distortion.WHITE_NOISE_YCBCR,
            Distortion.CHROMATIC_ABERRATION,
            Distortion.FEW_COLOURS);

    /** The lowest level at which distortions that fade to nothing can be seen. */
    private static final double LEAST = 0.3;

    private static final double BEST_QUALITY = 97;

    /** Whether the type has levels between the levels. */
    static boolean isContinuous(Distortion type) {
        return !TWO_WAYS.contains(type);
    }

    /** The lowest level of a type. */
    static double least(Distortion type) {
        return ABRUPT.contains(type) ? 1 : LEAST;
    }

    /** The level of KADID-10k that this goes up to. */
    int cell() {
        return (int) Math.ceil(level);
    }

    /** The type's strength: between two levels that of their geometric mean, where both are positive. */
    double strength() {
        int below = (int) level;
        if (below >= Distortion.LEVELS || below == level) {
            return type.strength(below);
        }
        if (below < 1) {
            return faded(type.strength(1));
        }
        double from = type.strength(below);
        double to = type.strength(below + 1);
        double share = level - below;
        return from > 0 && to > 0
                ? Math.exp(Math.log(from) * (1 - share) + Math.log(to) * share)
                : from * (1 - share) + to * share;
    }

    /** The strength below the first level. */
    private double faded(double first) {
        return switch (type) {
            case JPEG -> first + (BEST_QUALITY - first) * (1 - level);
            case COLOUR_QUANTIZATION, QUANTIZATION -> first / Math.max(level, 0.25);
            case COLOUR_BLOCK, NON_ECCENTRICITY_PATCH -> Math.max(1, first * level);
            case JPEG_2000 -> Math.max(3, first * level);
            default -> first * level;
        };
    }

    /** A distorted copy. */
    PixelImage apply(PixelImage image, long seed) {
        return type.apply(image, cell(), strength(), seed);
    }

    /** Whether people would think the same of it without its colours. */
    boolean greyToo() {
        return !OF_COLOUR.contains(type);
    }

    /** What is wrong after it, if it can be seen; empty for what has no such name. */
    Optional<Cause> cause() {
        return switch (type) {
            case GAUSSIAN_BLUR, LENS_BLUR, MOTION_BLUR, DENOISE -> Optional.of(Cause.BLUR);
            case WHITE_NOISE,
                    WHITE_NOISE_YCBCR,
                    IMPULSE_NOISE,
                    MULTIPLICATIVE_NOISE,
                    CORRELATED_NOISE,
                    MASKED_NOISE,
                    HIGH_FREQUENCY_NOISE -> Optional.of(Cause.NOISE);
            case JPEG, JPEG_2000, JPEG2000_ERRORS, NOISY_JPEG, SPARSE_SAMPLING -> Optional.of(Cause.COMPRESSION);
            case DARKEN, UNDEREXPOSURE -> Optional.of(Cause.TOO_DARK);
            case BRIGHTEN -> Optional.of(Cause.TOO_BRIGHT);
            case FADING -> Optional.of(Cause.FLAT);
            case MEAN_SHIFT -> shifted();
            case CONTRAST_CHANGE -> strength() < 0 ? Optional.of(Cause.FLAT) : Optional.empty();
            case COLOUR_DIFFUSION,
                    COLOUR_SHIFT,
                    COLOUR_QUANTIZATION,
                    SATURATION_HSV,
                    SATURATION_LAB,
                    QUANTIZATION,
                    CHROMATIC_ABERRATION,
                    POSTERIZATION,
                    FEW_COLOURS -> Optional.of(Cause.COLOUR);
            case JITTER, NON_ECCENTRICITY_PATCH, PIXELATE, COLOUR_BLOCK, JPEG_ERRORS, MANY_PATCHES ->
                Optional.of(Cause.BLOCKS);
            case HIGH_SHARPEN, COMFORT_NOISE -> Optional.empty();
        };
    }

    private Optional<Cause> shifted() {
        double shift = strength();
        return Optional.of(shift > 0 ? Cause.TOO_BRIGHT : shift < 0 ? Cause.TOO_DARK : Cause.NONE);
    }
}
