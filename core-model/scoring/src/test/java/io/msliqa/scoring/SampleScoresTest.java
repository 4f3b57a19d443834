package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.patch.PatchPlan;
import io.msliqa.scoring.ImageResult.Scored;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The shipped model's scores of the sample pictures, as the reference program in PyTorch has them in double precision (paper_protocol.py --double of
 * msliqa-torch): a table that is scored over years must not move while the model's id stays.
 */
class SampleScoresTest {

    private static final Path SAMPLES = Path.of("../../docs/samples");

    /** What engines differ by at most, 1e-5 of the scale's four points: single precision, in whatever order one adds. */
    private static final double TOLERANCE = 4e-5;

    private record Expected(String picture, double whole, double patches) {}

    @Test
    void theShippedModelScoresWholeSamples() {
        try (ImageScorer scorer = scorer(ScoringMode.SINGLE)) {
            assertThat(expected()).hasSize(20).allSatisfy(sample -> assertThat(score(scorer, sample.picture()))
                    .isCloseTo(sample.whole(), within(TOLERANCE)));
        }
    }

    @Test
    void theShippedModelScoresPatchesOfSamples() {
        try (ImageScorer scorer = scorer(ScoringMode.TTA)) {
            assertThat(expected()).hasSize(20).allSatisfy(sample -> assertThat(score(scorer, sample.picture()))
                    .isCloseTo(sample.patches(), within(TOLERANCE)));
        }
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
                    .map(cells -> new Expected(cells[0], Double.parseDouble(cells[1]), Double.parseDouble(cells[2])))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
