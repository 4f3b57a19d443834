package io.msliqa.quality.distortion;

import static io.msliqa.quality.distortion.Distortion.COLOUR_BLOCK;
import static io.msliqa.quality.distortion.Distortion.COLOUR_SHIFT;
import static io.msliqa.quality.distortion.Distortion.CONTRAST_CHANGE;
import static io.msliqa.quality.distortion.Distortion.MEAN_SHIFT;
import static io.msliqa.quality.distortion.Distortion.NON_ECCENTRICITY_PATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.image.PixelImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DistortionTest {

    private static final Set<Distortion> BY_CHANCE = Set.of(
            COLOUR_BLOCK,
            COLOUR_SHIFT,
            NON_ECCENTRICITY_PATCH,
            Distortion.MANY_PATCHES,
            Distortion.JPEG_ERRORS,
            Distortion.JPEG2000_ERRORS,
            Distortion.CHROMATIC_ABERRATION);

    private static final PixelImage SCENE = TestScenes.scene(192, 144);

    @Test
    void thereAre25InKadidsOrderAndFourteenMore() {
        assertThat(Arrays.stream(Distortion.values()).map(Distortion::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 39).boxed().toList());
        assertThat(Distortion.KADID10K.stream().map(Distortion::number))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
        assertThat(Distortion.numbered(8)).isEqualTo(Distortion.SATURATION_LAB);
        assertThatThrownBy(() -> Distortion.numbered(40))
                .hasMessageContaining("40")
                .hasMessageContaining("1 to 39");
    }

    /**
     * By HaarPSI, which knows no hue: a turn to the complementary colours is measured by squared error. Beyond level 3
     * a colour shift gets no worse to people either (their means: 1.92, 1.85, 1.86).
     */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MEAN_SHIFT", "CONTRAST_CHANGE"})
    void getsWorseWithItsLevel(Distortion type) {
        double before = -1e-12;
        int last = type == COLOUR_SHIFT ? 3 : Distortion.LEVELS;
        for (int level = 1; level <= last; level++) {
            double damage = damage(type, level);
            assertThat(damage).as("%s, level %d", type, level).isGreaterThan(before);
            before = damage;
        }
        assertThat(before).isGreaterThan(0.03);
    }

    /** Where squares fall and colours go is chance: their damage is a mean over several seeds. */
    private static double damage(Distortion type, int level) {
        if (type == Distortion.SATURATION_HSV) {
            return error(type, level);
        }
        int seeds = BY_CHANCE.contains(type) ? 16 : 1;
        return IntStream.range(0, seeds)
                .mapToDouble(seed -> 1 - HaarPsi.similarity(SCENE, type.apply(SCENE, level, seed)))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTERIZATION", "FEW_COLOURS", "MANY_PATCHES"})
    void goesOnWhereAnotherEnds(Distortion type) {
        Distortion from = type.goesOnFrom().orElseThrow();

        assertThat(damage(type, 1)).isGreaterThan(damage(from, Distortion.LEVELS));
    }

    @Test
    void meanShiftAndContrastAreMildestInTheMiddle() {
        assertThat(MEAN_SHIFT.apply(SCENE, 3, 1)).isEqualTo(SCENE);
        for (Distortion type : List.of(MEAN_SHIFT, CONTRAST_CHANGE)) {
            assertThat(error(type, 1)).isGreaterThan(error(type, 2));
            assertThat(error(type, 2)).isGreaterThan(error(type, 3));
            assertThat(error(type, 4)).isLessThan(error(type, 5));
        }
    }

    @Test
    void underexposureScalesAndFadingMovesTowardsTheMean() {
        PixelImage picture = new PixelImage(2, 1, new byte[] {0, 50, 100, (byte) 150, (byte) 200, (byte) 250});

        assertThat(Distortion.UNDEREXPOSURE.apply(picture, 3, 1))
                .isEqualTo(new PixelImage(2, 1, new byte[] {0, 40, 80, 120, (byte) 160, (byte) 200}));
        // The mean is 125.
        assertThat(Distortion.FADING.apply(picture, 5, 1))
                .isEqualTo(new PixelImage(2, 1, new byte[] {50, 80, 110, (byte) 140, (byte) 170, (byte) 200}));
    }

    private static double error(Distortion type, int level) {
        return TestScenes.meanSquaredError(SCENE, type.apply(SCENE, level, 1));
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameForASeedInAnyThread(Distortion type) throws Exception {
        PixelImage small = TestScenes.scene(96, 72);
        PixelImage alone = type.apply(small, 4, 11);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<PixelImage>> together = IntStream.range(0, 6)
                    .mapToObj(i -> threads.submit(() -> type.apply(small, 4, 11)))
                    .toList();
            for (Future<PixelImage> one : together) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theSeedDecidesWhereChanceRules() {
        Set<Distortion> random = Set.of(
                Distortion.MOTION_BLUR,
                Distortion.COLOUR_SHIFT,
                Distortion.WHITE_NOISE,
                Distortion.WHITE_NOISE_YCBCR,
                Distortion.IMPULSE_NOISE,
                Distortion.MULTIPLICATIVE_NOISE,
                Distortion.DENOISE,
                Distortion.JITTER,
                Distortion.NON_ECCENTRICITY_PATCH,
                Distortion.COLOUR_BLOCK,
                Distortion.CORRELATED_NOISE,
                Distortion.MASKED_NOISE,
                Distortion.HIGH_FREQUENCY_NOISE,
                Distortion.COMFORT_NOISE,
                Distortion.JPEG_ERRORS,
                Distortion.JPEG2000_ERRORS,
                Distortion.NOISY_JPEG,
                Distortion.CHROMATIC_ABERRATION,
                Distortion.MANY_PATCHES);
        for (Distortion type : Distortion.values()) {
            assertThat(IntStream.range(0, 4)
                                    .mapToObj(seed -> type.apply(SCENE, 5, seed))
                                    .distinct()
                                    .count()
                            > 1)
                    .as("four seeds make different pictures by %s", type)
                    .isEqualTo(random.contains(type));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "9,1", "2,2", "5,3", "17,15", "33,31"})
    void takesAnySizeAndKeepsIt(int width, int height) {
        PixelImage small = TestScenes.scene(width, height);
        byte[] before = small.rgb().clone();
        for (Distortion type : Distortion.values()) {
            for (int level = 1; level <= Distortion.LEVELS; level++) {
                PixelImage distorted = type.apply(small, level, 3);
                assertThat(distorted.width()).as("%s", type).isEqualTo(width);
                assertThat(distorted.height()).as("%s", type).isEqualTo(height);
            }
        }
        assertThat(small.rgb()).as("the source is left alone").isEqualTo(before);
    }

    @Test
    void flatPicturesStayInRange() {
        for (int value : new int[] {0, 128, 255}) {
            byte[] rgb = new byte[3 * 24 * 24];
            Arrays.fill(rgb, (byte) value);
            PixelImage flat = new PixelImage(24, 24, rgb);
            for (Distortion type : List.of(
                    Distortion.GAUSSIAN_BLUR,
                    Distortion.LENS_BLUR,
                    Distortion.MOTION_BLUR,
                    Distortion.COLOUR_SHIFT,
                    Distortion.SATURATION_HSV,
                    Distortion.JITTER,
                    Distortion.PIXELATE,
                    Distortion.QUANTIZATION,
                    Distortion.HIGH_SHARPEN)) {
                assertThat(type.apply(flat, 5, 1))
                        .as("%s of flat %d", type, value)
                        .isEqualTo(flat);
            }
        }
    }

    @Test
    void anUnknownLevelIsRefused() {
        assertThatThrownBy(() -> Distortion.JPEG.apply(SCENE, 6, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Level 6 of JPEG");
    }

    @Test
    void noiseHasItsVariance() {
        byte[] rgb = new byte[3 * 200 * 200];
        Arrays.fill(rgb, (byte) 128);
        PixelImage grey = new PixelImage(200, 200, rgb);
        Map<Distortion, Double> expected = new TreeMap<>(Map.of(
                Distortion.WHITE_NOISE, 0.005 * 255 * 255,
                Distortion.MULTIPLICATIVE_NOISE, 0.02 * 128 * 128,
                Distortion.IMPULSE_NOISE, 0.02 * (128 * 128 + 127 * 127) / 2));
        expected.forEach(
                (type, variance) -> assertThat(TestScenes.meanSquaredError(grey, type.apply(grey, 4, 1)) / variance)
                        .as("%s", type)
                        .isBetween(0.97, 1.03));
    }
}
