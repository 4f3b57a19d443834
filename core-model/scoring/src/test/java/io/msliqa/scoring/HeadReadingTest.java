package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.PixelImage;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.HeadReading;
import io.msliqa.model.HeadReading.PatchGroup;
import io.msliqa.model.HeadReading.ScaleWeight;
import io.msliqa.model.HeadReading.WholeView;
import io.msliqa.model.Manifest;
import io.msliqa.model.ScoreRule;
import io.msliqa.model.ScoreRule.Combination;
import io.msliqa.model.ScoreRule.Part;
import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import io.msliqa.patch.Patch;
import io.msliqa.patch.ScaledSize;
import io.msliqa.patch.Transform;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Scores, causes and views by hand, on a scale from 1 to 5. */
class HeadReadingTest {

    private static final HeadOutputs OUTPUTS =
            new HeadOutputs(List.of(Quality.FIDELITY, Quality.OPINION), List.of(Cause.NONE, Cause.BLUR, Cause.NOISE));

    private static final List<Part> PARTS =
            List.of(new Part(Quality.FIDELITY, 3, 1, 0), new Part(Quality.OPINION, 1, 0.5, 0.25));

    /** Softmax 2/10, 7/10, 1/10. */
    private static final float[] BLURRED = {0.5f, 1, (float) Math.log(2), (float) Math.log(7), 0};

    /** Softmax 1/10, 3/10, 6/10. */
    private static final float[] NOISY = {0.25f, 0.5f, 0, (float) Math.log(3), (float) Math.log(6)};

    private static Manifest manifest(Combination combination, HeadPolicy policy, List<PatchGroup> groups) {
        return manifest(combination, policy, groups, List.of());
    }

    private static Manifest manifest(
            Combination combination, HeadPolicy policy, List<PatchGroup> groups, List<ScaleWeight> scaleWeights) {
        List<ZoomLevel> levels = List.of(ZoomLevel.parse("zoom-50/crop-224"), ZoomLevel.parse("crop-224"));
        HeadReading reading =
                new HeadReading(OUTPUTS, new ScoreRule(combination, PARTS), List.of(), groups, scaleWeights);
        return new Manifest(
                "test",
                Backbone.MOBILENET_V3_SMALL,
                levels,
                policy,
                1,
                QualityScale.of(1, 5, true),
                "bicubic",
                "mirror",
                reading,
                Map.of());
    }

    private static float[] heads(float[]... rows) {
        float[] all = new float[rows.length * OUTPUTS.width()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * OUTPUTS.width(), OUTPUTS.width());
        }
        return all;
    }

    private static Patch patch(double scale, int x) {
        return new Patch(ScaledSize.of(400, 300, scale), 224, x, 0, Transform.AS_IS, 1);
    }

    @Test
    void aWholePictureHasTheBestHeadsQualitiesAndCauses() {
        ImageScore score = new ScoreReduction(manifest(Combination.MEAN, HeadPolicy.MEAN, List.of()))
                .ofWhole(heads(NOISY, BLURRED), 40, 30);

        // (3 * 0.5 + 0.5 * 1 + 0.25) / 4 = 0.5625
        assertThat(score.score()).isCloseTo(1 + 4 * 0.5625, within(1e-6));
        assertThat(score.qualities()).isEqualTo(new TreeMap<>(Map.of(Quality.FIDELITY, 3.0, Quality.OPINION, 5.0)));
        assertThat(score.causes()).extracting(CauseShare::cause).containsExactly(Cause.BLUR, Cause.NONE, Cause.NOISE);
        assertThat(score.causes().get(0).share()).isCloseTo(0.7, within(1e-6));
        assertThat(score.worst().causes()).isEqualTo(score.causes());
        assertThat(score.headMeans()).hasSize(2);
        // (3 * 0.25 + 0.5 * 0.5 + 0.25) / 4 = 0.3125
        assertThat(score.headMeans().get(0)).isCloseTo(1 + 4 * 0.3125, within(1e-6));
    }

    @Test
    void theMinimumIsThatOfTheQualitiesAsTheyAreRead() {
        ImageScore score = new ScoreReduction(manifest(Combination.MINIMUM, HeadPolicy.BEST, List.of()))
                .ofWhole(heads(NOISY, BLURRED), 40, 30);

        assertThat(score.score()).isCloseTo(1 + 4 * Math.min(0.5, 0.5 * 1 + 0.25), within(1e-6));
    }

    @Test
    void sharesOfCausesAreMeansOverPatchesAndTheWorstPatchHasItsOwn() {
        List<Patch> patches = List.of(patch(1, 0), patch(1, 100), patch(1, 176));
        float[][] heads = {heads(NOISY, BLURRED), heads(NOISY, BLURRED), heads(BLURRED, NOISY)};

        ImageScore score = new ScoreReduction(manifest(Combination.MEAN, HeadPolicy.BEST, List.of()))
                .ofPatches(patches, heads, 300, 400, 300);

        assertThat(score.causes().get(0).cause()).isEqualTo(Cause.BLUR);
        assertThat(score.causes().get(0).share()).isCloseTo((0.7 + 0.7 + 0.3) / 3, within(1e-6));
        assertThat(score.causes().get(1).cause()).isEqualTo(Cause.NOISE);
        assertThat(score.causes().get(1).share()).isCloseTo((0.1 + 0.1 + 0.6) / 3, within(1e-6));
        assertThat(score.worst().region().x()).isEqualTo(176);
        assertThat(score.worst().causes().get(0)).satisfies(worst -> {
            assertThat(worst.cause()).isEqualTo(Cause.NOISE);
            assertThat(worst.share()).isCloseTo(0.6, within(1e-6));
        });
    }

    @Test
    void patchesCountAsTheModelSaysUnlessThePlainMeanIsWanted() {
        Manifest manifest = manifest(
                Combination.MINIMUM,
                HeadPolicy.MATCHED,
                List.of(new PatchGroup(0.5, 224, 3), new PatchGroup(2, 224, 0)));
        List<Patch> patches = List.of(patch(0.5, 0), patch(1, 0));
        // Matched: the first patch is the first head's, the second the second's.
        float[][] heads = {heads(BLURRED, NOISY), heads(BLURRED, NOISY)};

        double weighted = new ScoreReduction(manifest)
                .ofPatches(patches, heads, 300, 400, 300)
                .score();
        double plain = new ScoreReduction(manifest, PatchWeights.PLAIN)
                .ofPatches(patches, heads, 300, 400, 300)
                .score();

        assertThat(weighted).isCloseTo(1 + 4 * (3 * 0.5 + 0.25) / 4, within(1e-6));
        assertThat(plain).isCloseTo(1 + 4 * (0.5 + 0.25) / 2, within(1e-6));
        assertThat(new ScoreReduction(manifest).weight(patch(2, 0))).isZero();
        assertThat(new ScoreReduction(manifest, PatchWeights.PLAIN).weight(patch(2, 0)))
                .isEqualTo(1);
    }

    @Test
    void whereAQualityCountsAtSomeScalesOnlyTheScoreIsThatOfTheMeansOfTheQualities() {
        Manifest manifest = manifest(
                Combination.MINIMUM,
                HeadPolicy.MATCHED,
                List.of(new PatchGroup(0.5, 224, 3)),
                List.of(new ScaleWeight(Quality.FIDELITY, 0.5, 0)));
        List<Patch> patches = List.of(patch(0.5, 0), patch(1, 0));
        float[][] heads = {heads(BLURRED, NOISY), heads(BLURRED, NOISY)};

        ImageScore score = new ScoreReduction(manifest).ofPatches(patches, heads, 300, 400, 300);
        ImageScore plain = new ScoreReduction(manifest, PatchWeights.PLAIN).ofPatches(patches, heads, 300, 400, 300);

        // Fidelity is that of the second patch alone, 0.25; opinion (3 * 1 + 0.5) / 4, read as 0.5 * 0.875 + 0.25.
        assertThat(score.score()).isCloseTo(1 + 4 * 0.25, within(1e-6));
        assertThat(score.qualities().get(Quality.FIDELITY)).isCloseTo(1 + 4 * 0.25, within(1e-6));
        assertThat(score.qualities().get(Quality.OPINION)).isCloseTo(1 + 4 * 0.875, within(1e-6));
        // The scores of the patches are 0.5 and 0.25, three to one.
        assertThat(score.deviation()).isCloseTo(4 * Math.sqrt(3.0 / 16) * 0.25, within(1e-6));
        assertThat(plain.score()).isCloseTo(1 + 4 * (0.5 + 0.25) / 2, within(1e-6));
        assertThat(plain.qualities().get(Quality.FIDELITY)).isCloseTo(1 + 4 * 0.375, within(1e-6));
    }

    @Test
    void aQualityThatCountsAtNoScaleThatWasSeenCountsAtAll() {
        Manifest manifest = manifest(
                Combination.MINIMUM, HeadPolicy.BEST, List.of(), List.of(new ScaleWeight(Quality.FIDELITY, 1, 0)));

        ImageScore score = new ScoreReduction(manifest).ofWhole(heads(BLURRED, NOISY), 40, 30);

        assertThat(score.score()).isCloseTo(1 + 4 * 0.25, within(1e-6));
    }

    /** Says how wide the picture is that it saw. */
    private static final class Widths implements PatchScorer {
        private final List<Integer> widths = new ArrayList<>();

        @Override
        public int columns() {
            return 2 * OUTPUTS.width();
        }

        @Override
        public float[][] score(PatchBatch batch) {
            widths.add(batch.width());
            return new float[][] {heads(BLURRED, NOISY)};
        }

        @Override
        public void close() {}
    }

    private static ViewPlan views(PatchScorer scorer, long mostPixels) {
        Manifest manifest = manifest(Combination.MINIMUM, HeadPolicy.MEAN, List.of());
        List<WholeView> views = List.of(new WholeView(0.5, 0, 1), new WholeView(1, 1, 2), new WholeView(2, 1, 1));
        return new ViewPlan(views, mostPixels, new WholeImages(scorer), new ScoreReduction(manifest));
    }

    @Test
    void eachViewIsItsHeadsAndTheScoreTheirWeightedMean() {
        Widths scorer = new Widths();

        ImageScore score = views(scorer, 1_000_000).score(new PixelImage(41, 30, new byte[3 * 41 * 30]));

        assertThat(scorer.widths).as("21, 41, 82, up to multiples of 32").containsExactly(32, 64, 96);
        assertThat(score.score()).isCloseTo(1 + 4 * (0.5 + 3 * 0.25) / 4, within(1e-6));
        assertThat(score.scaleMeans().keySet()).containsExactly(0.5, 1.0, 2.0);
        assertThat(score.causes().get(0).share()).isCloseTo((0.1 + 3 * 0.6) / 4, within(1e-6));
        assertThat(score.distinctPatches()).isEqualTo(3);
    }

    @Test
    void ofALargerPictureTheViewsAreThoseOfItsReduction() {
        Widths scorer = new Widths();
        PixelImage picture = new PixelImage(400, 300, new byte[3 * 400 * 300]);

        ImageScore score = views(scorer, 40 * 30).score(picture);

        assertThat(scorer.widths).as("20, 40, 80").containsExactly(32, 64, 96);
        assertThat(score.worst().region().width()).isEqualTo(400);

        scorer.widths.clear();
        views(scorer, 400 * 300).score(picture);
        assertThat(scorer.widths).as("200, 400, 800").containsExactly(224, 416, 800);
    }

    @Test
    void partsMustBeOfTheOutputs() {
        assertThatThrownBy(() -> new HeadReading(
                        HeadOutputs.SCORE, ScoreRule.only(Quality.OPINION), List.of(), List.of(), List.of()))
                .hasMessageContaining("[score], not opinion");
        assertThat(Arrays.stream(Cause.values()).map(Cause::toString)).contains("too-dark", "none");
    }
}
