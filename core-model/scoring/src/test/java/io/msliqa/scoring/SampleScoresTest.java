package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.Capture;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.DecodedImage;
import io.msliqa.image.ImageFormat;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.Resampler;
import io.msliqa.patch.TestPictures;
import io.msliqa.scoring.ImageResult.Scored;
import io.msliqa.view.Views;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shipped model's scores of the sample pictures, as the reference program in PyTorch has them in double precision (paper_protocol.py --double of
 * msliqa-torch): a table that is scored over years must not move while the model's id stays.
 */
class SampleScoresTest {

    private static final Path SAMPLES = Path.of("../../docs/samples");

    /** What engines differ by at most, 1e-5 of the scale's four points: single precision, in whatever order one adds. */
    private static final double TOLERANCE = 4e-5;

    private record Expected(String picture, double whole, double views, double levels, double patches) {}

    @Test
    void theShippedModelScoresWholeSamples() {
        try (ImageScorer scorer = scorer(ScoringMode.SINGLE)) {
            assertThat(expected()).hasSize(20).allSatisfy(sample -> assertThat(score(scorer, sample.picture()))
                    .isCloseTo(sample.whole(), within(TOLERANCE)));
        }
    }

    @Test
    void theShippedModelScoresViewsOfSamples() {
        try (ImageScorer scorer = scorer(ScoringMode.VIEWS)) {
            assertThat(expected()).hasSize(20).allSatisfy(sample -> assertThat(score(scorer, sample.picture()))
                    .isCloseTo(sample.views(), within(TOLERANCE)));
        }
    }

    @Test
    void theShippedModelScoresSamplesAsItLearnedThem() {
        try (ImageScorer scorer = scorer(ScoringMode.AUTO)) {
            assertThat(expected()).hasSize(20).allSatisfy(sample -> assertThat(score(scorer, sample.picture()))
                    .isCloseTo(sample.levels(), within(TOLERANCE)));
        }
    }

    @Test
    void theShippedModelScoresPatchesOfSamples() {
        try (ImageScorer scorer = scorer(ScoringMode.TTA)) {
            assertThat(expected()).hasSize(20).allSatisfy(sample -> assertThat(score(scorer, sample.picture()))
                    .isCloseTo(sample.patches(), within(TOLERANCE)));
        }
    }

    /** Of sides that the network cannot halve evenly it knows nothing; a good picture once lost a point by them. */
    @ParameterizedTest
    @EnumSource(
            value = ScoringMode.class,
            names = {"SINGLE", "VIEWS", "LEVELS", "TTA"})
    void aPictureScoresAboutAsMuchWithAFewPixelsLess(ScoringMode mode) throws IOException {
        BufferedImage picture =
                ImageIO.read(SAMPLES.resolve("harbour-0-clean.jpg").toFile());
        List<BufferedImage> parts = List.of(
                picture.getSubimage(0, 0, 511, 384),
                picture.getSubimage(5, 3, 501, 377),
                picture.getSubimage(1, 2, 507, 379));
        try (ImageScorer scorer = scorer(mode)) {
            double whole = score(scorer, picture);
            for (BufferedImage part : parts) {
                assertThat(score(scorer, part)).isCloseTo(whole, within(0.2));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ScoringMode.class,
            names = {"LEVELS", "VIEWS"})
    void aLargePictureScoresAsItsReductionAndItsWorstPatchIsItsOwn(ScoringMode mode) throws IOException {
        PixelImage large = Resampler.resize(TestPictures.read(SAMPLES.resolve("meadow-5-defocus.jpg")), 1536, 1152);
        PixelImage shown = Reduction.to(ScoringSettings.USUAL_VIEW_PIXELS, large);
        try (ImageScorer scorer = scorer(mode)) {
            ImageScore score = scored(scorer, large);
            ImageScore reduced = scored(scorer, shown);

            assertThat(shown.width()).isEqualTo(1024);
            assertThat(score.score()).isEqualTo(reduced.score());
            assertThat(score.worst().region().width())
                    .isCloseTo(reduced.worst().region().width() * 3 / 2, within(1));
        }
    }

    private static ImageScore scored(ImageScorer scorer, PixelImage pixels) {
        DecodedImage decoded = new DecodedImage(pixels, ImageFormat.PNG, Capture.UNKNOWN);
        ImageInput input = new ImageInput.Decoded("picture", decoded, new Views(pixels));
        return ((Scored) scorer.score(List.of(input).iterator()).next()).score();
    }

    private static double score(ImageScorer scorer, BufferedImage picture) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        ImageInput input = new ImageInput.Fetched("part", png.toByteArray());
        return ((Scored) scorer.score(List.of(input).iterator()).next()).score().score();
    }

    private static ImageScorer scorer(ScoringMode mode) {
        ScoringSettings settings = new ScoringSettings(mode, PatchPlan.PAPER, 0, 16_000_000);
        return ImageScorer.open(ModelBundle.shipped(), new ImageDecoder(DecodeLimits.DEFAULT), settings);
    }

    private static double score(ImageScorer scorer, String picture) {
        return ((Scored) scorer.score(SAMPLES.resolve(picture))).score().score();
    }

    private static List<Expected> expected() {
        try (InputStream file = SampleScoresTest.class.getResourceAsStream("sample-scores.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Expected(
                            cells[0],
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3]),
                            Double.parseDouble(cells[4])))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
