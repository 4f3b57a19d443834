package io.msliqa.quality.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.PixelImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of the distortions against scipy, scikit-image, Pillow and MATLAB; see src/test/python/distortion_fixtures.py. */
class DistortionFixturesTest {

    private static final Map<String, double[]> EXPECTED = read();

    private static Map<String, double[]> read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                DistortionFixturesTest.class.getResourceAsStream("fixtures.csv"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(cells -> cells[0], cells -> Arrays.stream(cells, 1, cells.length)
                            .mapToDouble(Double::parseDouble)
                            .toArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1", "2", "5"})
    void gaussianBlurIsScipys(String sigma) {
        Planes image = Planes.of(TestScenes.pattern());
        float[] blurred = Convolution.gaussian(image.planes[1], image.width, image.height, Double.parseDouble(sigma));
        double[] expected = EXPECTED.get("gaussian " + sigma);
        int i = 0;
        for (int y = 0; y < image.height; y += 5) {
            for (int x = 0; x < image.width; x += 5) {
                assertThat((double) blurred[y * image.width + x]).isCloseTo(expected[i++], within(1e-5));
            }
        }
        assertThat(i).isEqualTo(expected.length);
    }

    @Test
    void colourSpacesAreScikitImages() {
        assertPlanes(ColourSpace.toLab(Planes.of(TestScenes.pattern())), "lab", 0.02);
        assertPlanes(ColourSpace.toHsv(Planes.of(TestScenes.pattern())), "hsv", 1e-5);
        assertPlanes(ColourSpace.toYcbcr(Planes.of(TestScenes.pattern())), "ycbcr", 1e-5);
    }

    private static void assertPlanes(Planes planes, String name, double tolerance) {
        double[] expected = EXPECTED.get(name);
        int i = 0;
        for (int y = 0; y < planes.height; y += 6) {
            for (int x = 0; x < planes.width; x += 6) {
                for (float[] plane : planes.planes) {
                    assertThat((double) plane[y * planes.width + x])
                            .as("%s at %d, %d", name, x, y)
                            .isCloseTo(expected[i++], within(tolerance));
                }
            }
        }
        assertThat(i).isEqualTo(expected.length);
    }

    @Test
    void colourSpacesLeadBackToTheSamePicture() {
        PixelImage image = TestScenes.pattern();
        assertThat(ColourSpace.fromLab(ColourSpace.toLab(Planes.of(image))).toPixels())
                .isEqualTo(image);
        assertThat(ColourSpace.fromHsv(ColourSpace.toHsv(Planes.of(image))).toPixels())
                .isEqualTo(image);
        assertThat(ColourSpace.fromYcbcr(ColourSpace.toYcbcr(Planes.of(image))).toPixels())
                .isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void greyLevelsAreScikitImagesMultiOtsu(int classes) {
        int[] histogram = new int[256];
        for (byte sample : TestScenes.pattern().rgb()) {
            histogram[(sample & 0xFF) / 2 + (sample & 0xFF) % 7 * 11]++;
        }
        // scikit-image names the last value below a cut, GreyLevels the first above.
        int[] expected = Arrays.stream(EXPECTED.get("otsu " + classes))
                .mapToInt(threshold -> (int) threshold + 1)
                .toArray();
        assertThat(GreyLevels.of(histogram, classes).thresholds()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3", "0.15", "0", "-0.4", "-0.6"})
    void contrastCurveIsTheNotAKnotSpline(String amount) {
        float[] ramp = new float[21];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i / 20f;
        }
        Planes image = new Planes(21, 1, new float[][] {ramp, ramp.clone(), ramp.clone()});
        Planes curved = Tones.contrast(image, Double.parseDouble(amount), new SeededRandom(0));
        double[] expected = EXPECTED.get("contrast " + amount);
        for (int i = 0; i < ramp.length; i++) {
            assertThat((double) curved.planes[2][i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    /** Another decoder, another rounding: the error that quantization makes is the same within a few hundredths. */
    @ParameterizedTest
    @ValueSource(ints = {43, 24, 7, 4})
    void jpegLosesAsMuchAsPillows(int quality) {
        PixelImage image = TestScenes.waves();
        PixelImage stored =
                Compression.jpeg(Planes.of(image), quality, new SeededRandom(0)).toPixels();
        assertThat(TestScenes.meanSquaredError(image, stored) / EXPECTED.get("jpeg " + quality)[0])
                .isBetween(0.95, 1.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 120})
    void jpeg2000KeepsToItsRatio(int ratio) {
        Planes image = Planes.of(TestScenes.scene(256, 192));
        int bytes = Compression.jpeg2000Bytes(image, ratio).length;
        assertThat(3.0 * image.size() / bytes).isBetween(0.9 * ratio, 1.3 * ratio);
    }

    /** MATLAB's fspecial('disk', 1), as its manual prints it. */
    @Test
    void lensKernelIsMatlabsDisk() {
        assertThat(Blurs.disk(1).weights)
                .usingComparatorWithPrecision(0.004f)
                .containsExactly(0.0250f, 0.1453f, 0.0250f, 0.1453f, 0.3183f, 0.1453f, 0.0250f, 0.1453f, 0.0250f);
    }

    @Test
    void motionKernelLiesAlongItsAngle() {
        float fifth = 1 / 5f;
        float[] level = new float[25];
        Arrays.fill(level, 10, 15, fifth);
        assertThat(Blurs.line(5, 0).weights).usingComparatorWithPrecision(1e-6f).containsExactly(level);
        assertThat(Blurs.line(1, 1.2).weights).containsExactly(1);
    }

    @Test
    void brightnessCurvesGoThroughTheirPoints() {
        float[] ramp = {0, 0.5f, 1};
        Planes darker = Tones.darken(
                new Planes(3, 1, new float[][] {ramp.clone(), ramp.clone(), ramp.clone()}), 0.4, new SeededRandom(0));
        assertThat(darker.planes[0]).usingComparatorWithPrecision(1e-6f).containsExactly(0, 0.3f, 1);
    }

    @Test
    void paletteHasAsManyColoursAsAsked() {
        PixelImage few = Colours.quantize(Planes.of(TestScenes.scene(128, 96)), 8, new SeededRandom(0))
                .toPixels();
        byte[] rgb = few.rgb();
        long colours = IntStream.range(0, rgb.length / 3)
                .map(i -> (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF))
                .distinct()
                .count();
        assertThat(colours).isEqualTo(8);
    }
}
