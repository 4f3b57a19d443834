package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.model.HeadPolicy;
import io.msliqa.model.Manifest;
import io.msliqa.network.Backbone;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.ScaledSize;
import io.msliqa.patch.SourceRegion;
import io.msliqa.patch.Transform;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

class ScoreReductionTest {

    private static final QualityScale UNIT = QualityScale.of(0, 1, true);

    static Manifest manifest(HeadPolicy policy, QualityScale scale, String... heads) {
        List<ZoomLevel> levels = Arrays.stream(heads).map(ZoomLevel::parse).toList();
        return new Manifest(
                "test", Backbone.MOBILENET_V3_SMALL, levels, policy, 1, scale, "bicubic", "mirror", Map.of());
    }

    private static Patch patch(double scale, int size, int x, int multiplicity) {
        return new Patch(new ScaledSize(scale, 400, 300), size, x, 0, Transform.AS_IS, multiplicity);
    }

    @Test
    void theScoreIsThePlainMeanAndDeviationOverAllNominalPatches() {
        List<Patch> patches = PatchPlan.PAPER.distinct(500, 300);
        float[][] heads = new float[patches.size()][2];
        DescriptiveStatistics all = new DescriptiveStatistics();
        Random random = new Random(1);
        for (int i = 0; i < heads.length; i++) {
            heads[i] = new float[] {random.nextFloat(), random.nextFloat()};
            for (int times = 0; times < patches.get(i).multiplicity(); times++) {
                all.addValue(5 * ((heads[i][0] + (double) heads[i][1]) / 2) + 1);
            }
        }

        ImageScore score = new ScoreReduction(
                        manifest(HeadPolicy.MEAN, QualityScale.of(1, 6, true), "crop-224", "crop-384"))
                .ofPatches(patches, heads, 300, 500, 300);

        assertThat(all.getN()).isEqualTo(108);
        assertThat(score.score()).isCloseTo(all.getMean(), within(1e-9));
        assertThat(score.deviation()).isCloseTo(Math.sqrt(all.getPopulationVariance()), within(1e-9));
        assertThat(score.worst().score()).isEqualTo(all.getMin());
        assertThat(score.nominalPatches()).isEqualTo(108);
        assertThat(score.distinctPatches()).isEqualTo(patches.size());
    }

    @Test
    void meansByHeadScaleAndSizeWeighPatchesByMultiplicity() {
        List<Patch> patches = List.of(patch(0.5, 224, 0, 3), patch(0.5, 384, 0, 1), patch(1, 224, 0, 1));
        float[][] heads = {{0, 0.5f}, {1, 0.25f}, {1, 0.75f}};

        ImageScore score = new ScoreReduction(manifest(HeadPolicy.BEST, UNIT, "crop-224", "crop-384"))
                .ofPatches(patches, heads, 300, 400, 300);

        assertThat(score.score()).isEqualTo((3 * 0.5 + 0.25 + 0.75) / 5);
        assertThat(score.headMeans()).containsExactly(0.4, 0.5);
        assertThat(score.scaleMeans()).isEqualTo(new TreeMap<>(Map.of(0.5, (3 * 0.5 + 0.25) / 4, 1.0, 0.75)));
        assertThat(score.sizeMeans()).isEqualTo(new TreeMap<>(Map.of(224, (3 * 0.5 + 0.75) / 4, 384, 0.25)));
    }

    @Test
    void withEqualWeightsTheStandardErrorIsTheTextbooks() {
        List<Patch> patches = List.of(patch(1, 224, 0, 2), patch(1, 224, 50, 2), patch(1, 224, 100, 2));
        float[][] heads = {{0.25f}, {0.5f}, {0.25f}};
        DescriptiveStatistics sample = new DescriptiveStatistics(new double[] {0.25, 0.5, 0.25});

        ImageScore score = new ScoreReduction(single("crop-224")).ofPatches(patches, heads, 300, 400, 300);

        assertThat(score.standardError()).isCloseTo(sample.getStandardDeviation() / Math.sqrt(3), within(1e-12));
    }

    private static Manifest single(String head) {
        return new Manifest(
                "test",
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse(head)),
                HeadPolicy.MEAN,
                0,
                UNIT,
                "bicubic",
                "mirror",
                Map.of());
    }

    @Test
    void oneHeadOnePatchHasNoStandardError() {
        ImageScore score = new ScoreReduction(single("crop-224"))
                .ofPatches(List.of(patch(1, 224, 0, 9)), new float[][] {{0.25f}}, 300, 400, 300);

        assertThat(score.score()).isEqualTo(0.25);
        assertThat(score.deviation()).isZero();
        assertThat(score.standardError()).isNaN();
    }

    @Test
    void theWorstPatchFollowsTheDirectionOfTheScale() {
        List<Patch> patches = List.of(patch(1, 100, 0, 1), patch(1, 100, 300, 1), patch(1, 100, 150, 1));
        float[][] heads = {{0.5f}, {0.25f}, {0.75f}};
        Manifest lowerIsBetter = new Manifest(
                "test",
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("whole")),
                HeadPolicy.MEAN,
                0,
                QualityScale.of(0, 100, false),
                "bicubic",
                "mirror",
                Map.of());

        assertThat(new ScoreReduction(single("whole"))
                        .ofPatches(patches, heads, 300, 400, 300)
                        .worst())
                .isEqualTo(new ImageScore.WorstPatch(0.25, 1, new SourceRegion(300, 0, 100, 100), List.of()));
        assertThat(new ScoreReduction(lowerIsBetter)
                        .ofPatches(patches, heads, 300, 400, 300)
                        .worst()
                        .score())
                .isEqualTo(75);
    }

    @Test
    void aWholePictureHasTheBestHeadsScore() {
        ImageScore score = new ScoreReduction(manifest(HeadPolicy.MEAN, UNIT, "crop-224", "crop-384"))
                .ofWhole(new float[] {0.25f, 0.75f}, 40, 30);

        assertThat(score.score()).isEqualTo(0.75);
        assertThat(score.headMeans()).containsExactly(0.25, 0.75);
        assertThat(score.standardError()).isNaN();
        assertThat(score.worst().region()).isEqualTo(new SourceRegion(0, 0, 40, 30));
        assertThat(score.sizeMeans()).isEmpty();
    }

    @Test
    void theMatchedHeadIsTheNearestInZoomAndSide() {
        HeadChoice.Matched choice = new HeadChoice.Matched(List.of(
                ZoomLevel.parse("crop-224"),
                ZoomLevel.parse("crop-384"),
                ZoomLevel.parse("resize-768/crop-384"),
                ZoomLevel.parse("resize-512/crop-224")));

        assertThat(choice.nearest(square(1, 384, 224), 384)).isZero();
        assertThat(choice.nearest(square(1, 384, 384), 384)).isEqualTo(1);
        assertThat(choice.nearest(square(2, 768, 384), 384)).isEqualTo(2);
        assertThat(choice.nearest(square(0.5, 500, 224), 1000)).isEqualTo(3);
    }

    @Test
    void aZoomFollowsThePicturesSides() {
        HeadChoice.Matched choice = new HeadChoice.Matched(List.of(
                ZoomLevel.parse("whole"), ZoomLevel.parse("zoom-50/crop-224"), ZoomLevel.parse("zoom-200/crop-224")));

        assertThat(choice.nearest(square(0.5, 192, 224), 384)).isEqualTo(1);
        assertThat(choice.nearest(square(0.5, 1500, 224), 3000)).isEqualTo(1);
        assertThat(choice.nearest(square(1, 384, 384), 384)).isZero();
        assertThat(choice.nearest(square(2, 768, 384), 384)).isEqualTo(2);
        assertThat(choice.nearest(square(2, 6000, 224), 3000)).isEqualTo(2);
    }

    private static Patch square(double scale, int shorterSide, int size) {
        return new Patch(new ScaledSize(scale, 2 * shorterSide, shorterSide), size, 0, 0, Transform.AS_IS, 1);
    }
}
