package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.PixelImage;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.HeadPolicy;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.patch.MirrorPadding;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.SmallImage;
import io.msliqa.scale.QualityScale;
import io.msliqa.scoring.ImageResult.Failed;
import io.msliqa.scoring.ImageResult.Scored;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScorerTest {

    private static final PatchPlan SMALL =
            new PatchPlan(List.of(0.5, 1.0, 2.0), List.of(32, 48), 3, PatchPlan.PAPER.transforms(), SmallImage.MIRROR);
    private static final ScoringSettings TTA = new ScoringSettings(ScoringMode.TTA, SMALL, 16, 100_000);
    private static final ScoringSettings SINGLE = new ScoringSettings(ScoringMode.SINGLE, SMALL, 16, 100_000);

    private static ImageScorer scorer(PatchScorer network, ScoringSettings settings) {
        ScoreReduction reduction = new ScoreReduction(ScoreReductionTest.manifest(
                HeadPolicy.MEAN, QualityScale.of(0, 1, true), "crop-224", "crop-384", "whole"));
        return new ImageScorer(network, reduction, List.of(), new ImageDecoder(DecodeLimits.DEFAULT), settings);
    }

    /** Scores a picture by its mean, and can be told to fail. */
    private static final class FakeScorer implements PatchScorer {
        private int batches;
        private int failing = -1;
        private Throwable failure = new IllegalStateException("broken");

        @Override
        public int columns() {
            return 3;
        }

        @Override
        public float[][] score(PatchBatch batch) {
            if (batches++ == failing) {
                throw sneaky(failure);
            }
            float[][] rows = new float[batch.count()][3];
            int length = 3 * batch.width() * batch.height();
            for (int row = 0; row < rows.length; row++) {
                long sum = 0;
                for (int i = 0; i < length; i++) {
                    sum += batch.pixels().get(row * length + i) & 0xFF;
                }
                rows[row] = new float[] {sum / 255f / length, 0.5f, 1};
            }
            return rows;
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException sneaky(Throwable cause) throws T {
            throw (T) cause;
        }

        @Override
        public void close() {}
    }

    private static byte[] png(int width, int height, long seed) {
        PixelImage noise = TestScorers.noise(width, height, seed);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = noise.sample(x, y, 0);
                picture.setRGB(x, y, red << 16 | noise.sample(x, y, 1) << 8 | noise.sample(x, y, 2));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static List<ImageInput> pictures(int count) {
        Random random = new Random(6);
        return IntStream.range(0, count)
                .<ImageInput>mapToObj(
                        i -> new ImageInput.Fetched("p" + i, png(1 + random.nextInt(120), 1 + random.nextInt(120), i)))
                .toList();
    }

    private static Map<String, ImageResult> byId(ImageScorer scorer, List<ImageInput> inputs) {
        Map<String, ImageResult> results = new HashMap<>();
        scorer.score(inputs.iterator()).forEachRemaining(result -> results.put(result.id(), result));
        return results;
    }

    @Test
    void scoresOfTheRealNetworkAreTheSameBitsAloneTogetherAndShuffled() {
        List<ImageInput> inputs = pictures(8);
        try (ImageScorer scorer = scorer(TestScorers.onnx(), TTA)) {
            Map<String, ImageResult> together = byId(scorer, inputs);
            List<ImageInput> shuffled = new ArrayList<>(inputs);
            Collections.shuffle(shuffled, new Random(2));
            Map<String, ImageResult> alone = new HashMap<>();
            inputs.forEach(input -> alone.putAll(byId(scorer, List.of(input))));

            assertThat(together).hasSize(8).allSatisfy((id, result) -> assertThat(result)
                    .isInstanceOf(Scored.class));
            assertThat(byId(scorer, shuffled)).isEqualTo(together);
            assertThat(alone).isEqualTo(together);
        }
    }

    @Test
    void anotherBatchSizeChangesScoresByAtMostOneHundredThousandth() {
        List<ImageInput> inputs = pictures(4);
        ScoringSettings narrow = new ScoringSettings(ScoringMode.TTA, SMALL, 5, 100_000);
        try (ImageScorer wide = scorer(TestScorers.onnx(), TTA);
                ImageScorer other = scorer(TestScorers.onnx(), narrow)) {
            Map<String, ImageResult> expected = byId(wide, inputs);
            byId(other, inputs).forEach((id, result) -> assertThat(
                            ((Scored) result).score().score())
                    .isCloseTo(((Scored) expected.get(id)).score().score(), within(1e-5)));
        }
    }

    private static ScoringSettings until(double precision) {
        return new ScoringSettings(
                ScoringMode.TTA, SMALL, 16, 100_000, 100_000, Arithmetic.FLOAT32, precision, PatchWeights.MODEL);
    }

    @Test
    void howManyPatchesAPictureTakesDoesNotDependOnItsNeighbours() {
        List<ImageInput> inputs = pictures(12);
        try (ImageScorer scorer =
                scorer(CpuPatchScorer.open(CpuRuntime.ONNX_RUNTIME, ModelBundle.shipped()), until(0.003))) {
            Map<String, ImageResult> together = byId(scorer, inputs);
            List<ImageInput> turned = new ArrayList<>(inputs);
            Collections.reverse(turned);
            Map<String, ImageResult> alone = new HashMap<>();
            inputs.forEach(input -> alone.putAll(byId(scorer, List.of(input))));

            assertThat(together.values().stream()
                            .map(result -> ((Scored) result).score().distinctPatches())
                            .distinct())
                    .hasSizeGreaterThan(2);
            assertThat(byId(scorer, turned)).isEqualTo(together);
            assertThat(alone).isEqualTo(together);
        }
    }

    @Test
    void theCoarserThePrecisionTheFewerThePatches() {
        List<ImageInput> inputs = pictures(10);
        Map<Double, Integer> patches = new HashMap<>();
        Map<String, ImageResult> full;
        try (ImageScorer scorer = scorer(new FakeScorer(), TTA)) {
            full = byId(scorer, inputs);
        }
        for (double precision : new double[] {1e-9, 0.0002, 0.0005, 1}) {
            try (ImageScorer scorer = scorer(new FakeScorer(), until(precision))) {
                Map<String, ImageResult> some = byId(scorer, inputs);
                some.forEach((id, result) -> {
                    ImageScore score = ((Scored) result).score();
                    patches.merge(precision, score.distinctPatches(), Integer::sum);
                    assertThat(score.nominalPatches()).isEqualTo(108);
                    assertThat(score.score())
                            .isCloseTo(((Scored) full.get(id)).score().score(), within(6 * Math.min(precision, 0.02)));
                });
                if (precision < 1e-6) {
                    assertThat(some).isEqualTo(full);
                }
            }
        }
        assertThat(patches.get(0.0002)).isLessThan(patches.get(1e-9));
        assertThat(patches.get(0.0005)).isLessThan(patches.get(0.0002));
        // Two of each of the six groups, fewer where a group has fewer.
        assertThat(patches.get(1.0)).isLessThanOrEqualTo(120).isLessThan(patches.get(0.0005));
    }

    @Test
    void resultsComeInTheOrderOfTheInputsWithFailuresInTheirPlace() {
        List<ImageInput> inputs = new ArrayList<>(pictures(30));
        inputs.set(0, new ImageInput.Fetched("p0", new byte[0]));
        inputs.set(7, new ImageInput.Fetched("p7", "no picture".getBytes(StandardCharsets.UTF_8)));
        inputs.set(29, new ImageInput.Unavailable("p29", FailureReason.MISSING, "gone"));
        try (ImageScorer scorer = scorer(new FakeScorer(), TTA)) {
            List<ImageResult> results = new ArrayList<>();
            scorer.score(inputs.iterator()).forEachRemaining(results::add);

            assertThat(results)
                    .extracting(ImageResult::id)
                    .isEqualTo(inputs.stream().map(ImageInput::id).toList());
            assertThat(results.get(0)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.reason())
                    .isEqualTo(FailureReason.EMPTY));
            assertThat(results.get(7)).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.reason())
                    .isEqualTo(FailureReason.UNSUPPORTED_FORMAT));
            assertThat(results.get(29)).isEqualTo(new Failed("p29", FailureReason.MISSING, "gone"));
            assertThat(results.stream().filter(Scored.class::isInstance)).hasSize(27);
        }
    }

    @Test
    void itReadsNoFurtherAheadThanABatchNeeds() {
        List<ImageInput> inputs = Collections.nCopies(100, new ImageInput.Fetched("p", png(100, 100, 1)));
        int[] taken = new int[1];
        Iterator<ImageInput> counted = inputs.stream().peek(input -> taken[0]++).iterator();
        try (ImageScorer scorer = scorer(new FakeScorer(), TTA)) {
            Iterator<ImageResult> results = scorer.score(counted);
            for (int i = 0; i < 20; i++) {
                results.next();
            }
            // The pictures fill more than a batch each; a stream's own look-ahead is one.
            assertThat(taken[0]).isLessThanOrEqualTo(22);
        }
    }

    @Test
    void aFailingBatchFailsItsPicturesAndNoOthers() {
        FakeScorer network = new FakeScorer();
        network.failing = 3;
        List<ImageInput> inputs = pictures(20);
        try (ImageScorer scorer = scorer(network, TTA)) {
            Map<String, ImageResult> results = byId(scorer, inputs);

            assertThat(results).hasSize(20);
            assertThat(results.values())
                    .filteredOn(Failed.class::isInstance)
                    .isNotEmpty()
                    .hasSizeLessThan(5);
            assertThat(results.values()).filteredOn(Failed.class::isInstance).allSatisfy(result -> {
                assertThat(((Failed) result).reason()).isEqualTo(FailureReason.INTERNAL);
                assertThat(((Failed) result).message()).contains("broken");
            });
        }
    }

    @Test
    void runningOutOfMemoryIsAReasonOfItsOwn() {
        List<Throwable> shortages = List.of(
                new OutOfMemoryError("Java heap space"),
                new IllegalStateException("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
                new IllegalStateException("CUDA out of memory. Tried to allocate 2 GiB"));
        for (Throwable shortage : shortages) {
            FakeScorer network = new FakeScorer();
            network.failing = 0;
            network.failure = shortage;
            try (ImageScorer scorer = scorer(network, SINGLE)) {
                Map<String, ImageResult> results = byId(scorer, pictures(2));

                assertThat(results.get("p0")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(FailureReason.OUT_OF_MEMORY));
                assertThat(results.get("p1")).isInstanceOf(Scored.class);
            }
        }
    }

    @Test
    void singleModeScoresTheWholePictureByTheBestHead() {
        try (ImageScorer network = scorer(TestScorers.onnx(), SINGLE);
                PatchScorer direct = TestScorers.onnx()) {
            PatchBatch batch = new PatchBatch(1, 96, 64);
            batch.add(MirrorPadding.toMultiplesOf(32, TestScorers.noise(77, 50, 3)));
            byId(network, pictures(3));

            ImageResult result = byId(network, List.of(new ImageInput.Fetched("p", png(77, 50, 3))))
                    .get("p");

            assertThat(((Scored) result).score().score()).isEqualTo((double) direct.score(batch)[0][1]);
            assertThat(((Scored) result).score().nominalPatches()).isEqualTo(1);
        }
    }

    @Test
    void aWholePictureBeyondTheLimitIsTooLarge() {
        try (ImageScorer scorer = scorer(new FakeScorer(), SINGLE)) {
            ImageInput large = new ImageInput.Fetched("large", png(400, 251, 1));

            assertThat(byId(scorer, List.of(large)).get("large")).isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(FailureReason.TOO_LARGE);
                assertThat(failed.message()).contains("400 x 251").contains("100000");
            });
        }
    }

    @Test
    void filesAreScoredWithoutACluster(@TempDir Path folder) throws IOException {
        Path picture = Files.write(folder.resolve("a.png"), png(60, 40, 4));
        try (ImageScorer scorer = scorer(new FakeScorer(), TTA)) {
            assertThat(scorer.score(picture)).isInstanceOfSatisfying(Scored.class, scored -> {
                assertThat(scored.id()).isEqualTo(picture.toString());
                assertThat(scored.width()).isEqualTo(60);
                assertThat(scored.height()).isEqualTo(40);
            });
            assertThat(((Failed) scorer.score(folder.resolve("b.png"))).reason())
                    .isEqualTo(FailureReason.MISSING);
            assertThat(((Failed) scorer.score(folder)).reason()).isEqualTo(FailureReason.UNREADABLE);
            assertThat(scorer.times().totals().get(StageTimes.Stage.SAMPLE)).isPositive();
        }
    }
}
