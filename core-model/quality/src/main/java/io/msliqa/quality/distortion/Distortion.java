package io.msliqa.quality.distortion;

import io.msliqa.image.PixelImage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The 25 distortions of KADID-10k in its order and with its strengths, and fourteen more that it lacks; each at 5 levels.
 *
 * <p>Nine of them (26 to 34) follow what TID2013 has besides (Ponomarenko et al. 2015, Table 1): noise in other colours than
 * white, and damage done by transmission, lenses and sparse sampling. Their levels aim at the same spread of PSNR, some 33
 * to 21 dB for the noises. Two (35 and 36) take away what KADID-10k's changes of tone leave: black, white and the range between
 * them. Three (37 to 39) go on where a type of KADID-10k's ends while it is still mild.
 *
 * <p>A level of KADID-10k's is a cell of the published experiment. Levels go from good to bad, but for two types that go from too much
 * to too little: {@link #MEAN_SHIFT} leaves the picture alone at level 3, and {@link #CONTRAST_CHANGE} hardly touches it
 * there. Where the generator leans on MATLAB's toolboxes, the nearest simple method stands in; {@link #DENOISE} smooths
 * in the cosine domain instead of with a pretrained network, after less noise, so that a level looks as bad as people
 * found it.
 *
 * <p>The same picture, level and seed give the same bytes on every Java runtime and in any number of threads. {@link
 * #JPEG} is made by the runtime's own codec, so it is the same only where runtimes bundle the same libjpeg.
 *
 * <p>Source: Lin, Hosu, Saupe, "KADID-10k: A Large-scale Artificially Distorted IQA Database", QoMEX 2019, and its
 * authors' generator.
 */
@SuppressWarnings("ImmutableEnumChecker") // recipes hold no state, strengths are not handed out
public enum Distortion {
    /** Standard deviation in pixels. */
    GAUSSIAN_BLUR(1, "Gaussian blur", Blurs::gaussian, 0.1, 0.5, 1, 2, 5),
    /** Radius of a disk in pixels. */
    LENS_BLUR(2, "lens blur", Blurs::lens, 1, 2, 4, 6, 8),
    /** Length of a line in pixels; its direction is random. */
    MOTION_BLUR(3, "motion blur", Blurs::motion, 1, 2, 4, 6, 10),
    /** Blur and gain of the Lab colour channels. */
    COLOUR_DIFFUSION(4, "colour diffusion", Colours::diffuse, 1, 3, 6, 8, 12),
    /** Pixels by which green moves, where there is detail. */
    COLOUR_SHIFT(5, "colour shift", Colours::shift, 1, 3, 6, 8, 12),
    /** Number of colours, dithered. */
    COLOUR_QUANTIZATION(6, "colour quantization", Colours::quantize, 64, 48, 32, 16, 8),
    /** Factor of the HSV saturation. */
    SATURATION_HSV(7, "colour saturation, HSV", Colours::saturateHsv, 0.4, 0.2, 0.1, 0, -0.4),
    /** Factor of the Lab chroma. */
    SATURATION_LAB(8, "colour saturation, Lab", Colours::saturateLab, 1, 2, 3, 6, 9),
    /** Compression ratio. */
    JPEG_2000(9, "JPEG 2000", Compression::jpeg2000, 16, 32, 45, 120, 400),
    /** Quality as libjpeg counts it. */
    JPEG(10, "JPEG", Compression::jpeg, 43, 36, 24, 7, 4),
    /** Variance, in units of full scale squared. */
    WHITE_NOISE(11, "white noise", Noise::white, 0.001, 0.002, 0.003, 0.005, 0.01),
    /** Variance in each of Y, Cb and Cr. */
    WHITE_NOISE_YCBCR(12, "white noise, YCbCr", Noise::whiteInYcbcr, 0.0001, 0.0005, 0.001, 0.002, 0.003),
    /** Share of the samples that become black or white. */
    IMPULSE_NOISE(13, "impulse noise", Noise::impulse, 0.001, 0.005, 0.01, 0.02, 0.03),
    /** Variance of the factor. */
    MULTIPLICATIVE_NOISE(14, "multiplicative noise", Noise::multiplicative, 0.001, 0.005, 0.01, 0.02, 0.05),
    /** Variance of the noise that is added and then removed. */
    DENOISE(15, "denoise", Noise::denoised, 0.004, 0.015, 0.03, 0.07, 0.12),
    /** Lift of the middle tones. */
    BRIGHTEN(16, "brighten", Tones::brighten, 0.1, 0.2, 0.4, 0.7, 1.1),
    /** Drop of the middle tones. */
    DARKEN(17, "darken", Tones::darken, 0.05, 0.1, 0.2, 0.4, 0.8),
    /** Constant that is added before clipping. */
    MEAN_SHIFT(18, "mean shift", Tones::meanShift, 0.15, 0.08, 0, -0.08, -0.15),
    /** Standard deviation in pixels of each of five displacements. */
    JITTER(19, "jitter", Spatial::jitter, 0.05, 0.1, 0.2, 0.5, 1),
    /** Number of small squares copied off their place. */
    NON_ECCENTRICITY_PATCH(20, "non-eccentricity patch", Spatial::movePatches, 20, 40, 60, 80, 100),
    /** Strength s: the picture shrinks to 0.95 - s^0.6 and back. */
    PIXELATE(21, "pixelate", Spatial::pixelate, 0.01, 0.05, 0.1, 0.2, 0.5),
    /** Number of grey levels. */
    QUANTIZATION(22, "quantization", Tones::quantize, 20, 16, 13, 10, 7),
    /** Number of coloured squares. */
    COLOUR_BLOCK(23, "colour block", Spatial::colourBlocks, 2, 4, 6, 8, 10),
    /** Amount of the unsharp mask. */
    HIGH_SHARPEN(24, "high sharpen", Blurs::sharpen, 1, 2, 3, 6, 12),
    /** Change of the middle tones' slope. */
    CONTRAST_CHANGE(25, "contrast change", Tones::contrast, 0.3, 0.15, 0, -0.4, -0.6),

    /** Variance. */
    CORRELATED_NOISE(26, "spatially correlated noise", Grain::correlated, 0.0005, 0.001, 0.002, 0.004, 0.008),
    /** Mean variance. */
    MASKED_NOISE(27, "masked noise", Grain::masked, 0.0005, 0.001, 0.002, 0.004, 0.008),
    /** Variance. */
    HIGH_FREQUENCY_NOISE(28, "high frequency noise", Grain::highFrequency, 0.0005, 0.001, 0.002, 0.004, 0.008),
    /** Amplitude up to which details lose their sign. */
    COMFORT_NOISE(29, "comfort noise", Grain::comfort, 0.02, 0.04, 0.08, 0.15, 0.3),
    /** Number of bursts. */
    JPEG_ERRORS(30, "JPEG transmission errors", Transmission::jpegErrors, 1, 2, 4, 8, 14),
    /** Share of the code blocks. */
    JPEG2000_ERRORS(31, "JPEG 2000 transmission errors", Transmission::jpeg2000Errors, 0.01, 0.03, 0.06, 0.12, 0.25),
    /** Quality; the lower, the noisier before. */
    NOISY_JPEG(32, "compression of a noisy picture", Transmission::noisyJpeg, 60, 40, 25, 15, 8),
    /** Distance of red and blue from green in pixels. */
    CHROMATIC_ABERRATION(33, "chromatic aberration", Transmission::chromaticAberration, 0.5, 1, 2, 4, 7),
    /** Share of the wavelet coefficients. */
    SPARSE_SAMPLING(34, "sparse sampling", Transmission::sparse, 0.15, 0.08, 0.045, 0.025, 0.012),
    /** Share of each sample that is missing. */
    UNDEREXPOSURE(35, "underexposure", Tones::underexpose, 0.05, 0.1, 0.2, 0.3, 0.4),
    /** Share of each sample's distance from the picture's mean that is missing. */
    FADING(36, "fading", Tones::fade, 0.05, 0.1, 0.2, 0.3, 0.4),
    /** Number of grey levels, fewer than {@link #QUANTIZATION}'s. */
    POSTERIZATION(37, "posterization", Tones::quantize, 6, 5, 4, 3, 2),
    /** Number of colours, dithered, fewer than {@link #COLOUR_QUANTIZATION}'s. */
    FEW_COLOURS(38, "few colours", Colours::quantize, 7, 6, 5, 4, 3),
    /** Number of small squares copied off their place, more than {@link #NON_ECCENTRICITY_PATCH}'s. */
    MANY_PATCHES(39, "many patches off their place", Spatial::movePatches, 150, 220, 320, 470, 700);

    /** Those of KADID-10k, in its order. */
    @SuppressWarnings("ImmutableEnumChecker") // as above
    public static final List<Distortion> KADID10K =
            Arrays.stream(values()).filter(type -> type.number <= 25).toList();

    /** How many levels each type has; they count from 1. */
    public static final int LEVELS = 5;

    @FunctionalInterface
    private interface Recipe {
        /** May work in place. */
        Planes apply(Planes image, double strength, SeededRandom dice);
    }

    private final int number;
    private final String displayName;
    private final Recipe recipe;
    private final double[] strengths;

    Distortion(int number, String displayName, Recipe recipe, double... strengths) {
        this.number = number;
        this.displayName = displayName;
        this.recipe = recipe;
        this.strengths = strengths;
    }

    /**
     * The distortion of a number.
     *
     * @throws IllegalArgumentException unless {@code number} is 1 to 39
     */
    public static Distortion numbered(int number) {
        for (Distortion distortion : values()) {
            if (distortion.number == number) {
                return distortion;
            }
        }
        throw new IllegalArgumentException("There is no distortion " + number + "; they are numbered 1 to 39");
    }

    /** The number in file names: KADID-10k's own to 25. */
    public int number() {
        return number;
    }

    /**
     * Whether opinions of {@link #DARKEN} stand for this one's, if nobody gave any: people forgive a share of the brightness or of
     * the contrast that is missing as they forgive the same share of the middle tones.
     */
    boolean isJudgedAsDarkened() {
        return this == UNDEREXPOSURE || this == FADING;
    }

    /** The type that this one goes on from, in the same way and beyond its last level; empty for most. */
    Optional<Distortion> goesOnFrom() {
        return switch (this) {
            case POSTERIZATION -> Optional.of(QUANTIZATION);
            case FEW_COLOURS -> Optional.of(COLOUR_QUANTIZATION);
            case MANY_PATCHES -> Optional.of(NON_ECCENTRICITY_PATCH);
            default -> Optional.empty();
        };
    }

    /** The name for people, e.g. {@code "lens blur"}. */
    public String displayName() {
        return displayName;
    }

    /** What the type's strength is at a level; its meaning stands at each constant. */
    public double strength(int level) {
        if (level < 1 || level > LEVELS) {
            throw new IllegalArgumentException("Level " + level + " of " + displayName + ": levels are 1 to " + LEVELS);
        }
        return strengths[level - 1];
    }

    /**
     * Whether there is anything for the distortion to act on: on a colourless picture saturation and diffusion of colour
     * change nothing that could be seen, whatever people thought of them elsewhere.
     */
    public boolean showsOn(PixelImage image) {
        return switch (this) {
            case COLOUR_DIFFUSION, SATURATION_HSV, SATURATION_LAB -> Colours.hasColour(Planes.of(image));
            default -> true;
        };
    }

    /**
     * A distorted copy of the picture, of the same size.
     *
     * @param image any size from 1 × 1
     * @param level 1 to 5
     * @param seed decides what is random; different types and levels draw differently from the same seed
     * @throws IllegalArgumentException if there is no such level
     */
    public PixelImage apply(PixelImage image, int level, long seed) {
        return apply(image, level, strength(level), seed);
    }

    /** As at a level, but of any strength. */
    PixelImage apply(PixelImage image, int level, double strength, long seed) {
        SeededRandom dice = new SeededRandom(SeededRandom.seedOf(seed, number, level));
        return recipe.apply(Planes.of(image), strength, dice).toPixels();
    }
}
