package io.msliqa.torch.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.msliqa.image.PixelImage;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import io.msliqa.network.Network;
import io.msliqa.network.Normalisation;
import io.msliqa.scoring.PatchBatch;
import io.msliqa.scoring.PatchScorer;
import io.msliqa.scoring.TestScorers;
import io.msliqa.torch.network.MsliqaBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchPatchScorerTest {

    private static final int HEADS = 3;

    static TorchPatchScorer scorer() {
        return TorchPatchScorer.open(
                "hashed-small-3", new TorchEngine(Device.cpu()), Arithmetic.FLOAT32, TorchPatchScorerTest::network);
    }

    private static Network network() {
        return HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, HEADS);
    }

    @ParameterizedTest
    @CsvSource({"1, 45, 38", "5, 64, 64", "8, 224, 224", "3, 33, 97"})
    void bothEnginesAgree(int count, int width, int height) {
        PatchBatch batch = new PatchBatch(count, width, height);
        for (int i = 0; i < count; i++) {
            batch.add(TestScorers.noise(width, height, i));
        }
        try (PatchScorer onnx = TestScorers.onnx();
                PatchScorer torch = scorer()) {
            float[][] expected = torch.score(batch);
            float[][] actual = onnx.score(batch);

            assertThat(onnx.columns()).isEqualTo(torch.columns());
            assertThat(actual).hasDimensions(count, 3);
            for (int i = 0; i < count; i++) {
                assertThat(actual[i]).containsExactly(expected[i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 13, 16})
    void aPicturesScoresDoNotDependOnItsNeighboursOrItsPlace(int capacity) {
        List<PixelImage> pictures = new ArrayList<>();
        for (int i = 0; i < capacity; i++) {
            pictures.add(TestScorers.noise(64, 64, i));
        }
        try (TorchPatchScorer scorer = scorer()) {
            PatchBatch batch = new PatchBatch(capacity, 64, 64);
            float[][] together = score(scorer, batch, pictures);
            for (int i = 0; i < capacity; i++) {
                assertThat(score(scorer, batch, pictures.subList(i, i + 1))[0])
                        .as("picture %d alone", i)
                        .isEqualTo(together[i]);
                List<PixelImage> turned = new ArrayList<>(pictures);
                Collections.rotate(turned, i);
                assertThat(score(scorer, batch, turned)[i])
                        .as("picture 0 in place %d", i)
                        .isEqualTo(together[0]);
            }
        }
    }

    private static float[][] score(PatchScorer scorer, PatchBatch batch, List<PixelImage> pictures) {
        batch.clear();
        pictures.forEach(batch::add);
        return scorer.score(batch);
    }

    @Test
    void scoresAreThoseOfTheNetworkOnTheNormalisedPicture() {
        PixelImage picture = TestScorers.noise(45, 38, 9);
        try (TorchPatchScorer scorer = scorer();
                NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            float[] planes = new float[3 * 38 * 45];
            for (int i = 0; i < planes.length; i++) {
                int channel = i / (38 * 45);
                planes[i] = Normalisation.normalise(picture.sample(i % 45, i / 45 % 38, channel), channel);
            }
            NDArray input = manager.create(planes, new Shape(1, 3, 38, 45));
            float[] expected = MsliqaBlock.of(network(), manager)
                    .forward(new ParameterStore(manager, false), new NDList(input), false)
                    .singletonOrThrow()
                    .toFloatArray();

            PatchBatch batch = new PatchBatch(5, 45, 38);
            batch.add(TestScorers.noise(45, 38, 1));
            batch.add(picture);
            float[] actual = scorer.score(batch)[1];

            assertThat(actual).hasSize(HEADS);
            for (int head = 0; head < HEADS; head++) {
                assertThat(actual[head]).isCloseTo(expected[head], within(1e-5f));
            }
        }
    }

    @Test
    void nativeMemoryStaysFlatOverAThousandBatches() throws IOException {
        try (TorchPatchScorer scorer = scorer()) {
            PatchBatch batch = new PatchBatch(1, 96, 96);
            batch.add(TestScorers.noise(96, 96, 1));
            for (int i = 0; i < 100; i++) {
                scorer.score(batch);
            }
            long before = residentKilobytes();
            for (int i = 0; i < 1000; i++) {
                scorer.score(batch);
            }
            // The layers' results of these batches add up to more than a gigabyte; the rest is room for Java's heap.
            assertThat(residentKilobytes() - before).isLessThan(300_000);
        }
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void scorersOfOneModelShareItsWeights() {
        int[] loads = new int[1];
        try (TorchPatchScorer first = counted("shared", loads);
                TorchPatchScorer second = counted("shared", loads)) {
            assertThat(loads[0]).isEqualTo(1);
            PatchBatch batch = new PatchBatch(1, 32, 32);
            batch.add(TestScorers.noise(32, 32, 1));
            assertThat(first.score(batch)).isDeepEqualTo(second.score(batch));
        }
        try (TorchPatchScorer later = counted("shared", loads)) {
            assertThat(loads[0]).as("kept for the next task").isEqualTo(1);
            assertThat(later.columns()).isEqualTo(HEADS);
        }
        try (TorchPatchScorer other = counted("another", loads)) {
            assertThat(loads[0]).isEqualTo(2);
            assertThat(other.columns()).isEqualTo(HEADS);
        }
        try (TorchPatchScorer again = counted("shared", loads)) {
            assertThat(loads[0]).as("dropped when another model came").isEqualTo(3);
            assertThat(again.columns()).isEqualTo(HEADS);
        }
    }

    private static TorchPatchScorer counted(String id, int[] loads) {
        return TorchPatchScorer.open(id, new TorchEngine(Device.cpu()), Arithmetic.FLOAT32, () -> {
            loads[0]++;
            return network();
        });
    }
}
