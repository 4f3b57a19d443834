package io.msliqa.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.msliqa.image.PixelImage;
import io.msliqa.net.Arithmetic;
import io.msliqa.net.Backbone;
import io.msliqa.net.MsliqaNet;
import io.msliqa.net.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DjlPatchScorerTest {

    private static final int HEADS = 3;

    static DjlPatchScorer scorer() {
        return DjlPatchScorer.open("random-small-3", Device.cpu(), Arithmetic.FLOAT32, DjlPatchScorerTest::randomNet);
    }

    private static MsliqaNet randomNet(NDManager manager) {
        MsliqaNet net = new MsliqaNet(Backbone.MOBILENET_V3_SMALL, HEADS);
        net.initialize(manager, 4);
        return net;
    }

    static PixelImage noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return new PixelImage(width, height, rgb);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 13, 16})
    void aPicturesScoresDoNotDependOnItsNeighboursOrItsPlace(int capacity) {
        List<PixelImage> pictures = new ArrayList<>();
        for (int i = 0; i < capacity; i++) {
            pictures.add(noise(64, 64, i));
        }
        try (DjlPatchScorer scorer = scorer()) {
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
        PixelImage picture = noise(45, 38, 9);
        try (DjlPatchScorer scorer = scorer();
                NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            float[] planes = new float[3 * 38 * 45];
            for (int i = 0; i < planes.length; i++) {
                int channel = i / (38 * 45);
                planes[i] = Normalisation.normalise(picture.sample(i % 45, i / 45 % 38, channel), channel);
            }
            NDArray input = manager.create(planes, new Shape(1, 3, 38, 45));
            float[] expected = randomNet(manager)
                    .forward(new ParameterStore(manager, false), new NDList(input), false)
                    .singletonOrThrow()
                    .toFloatArray();

            PatchBatch batch = new PatchBatch(5, 45, 38);
            batch.add(noise(45, 38, 1));
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
        try (DjlPatchScorer scorer = scorer()) {
            PatchBatch batch = new PatchBatch(1, 96, 96);
            batch.add(noise(96, 96, 1));
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
        try (DjlPatchScorer first = counted("shared", loads);
                DjlPatchScorer second = counted("shared", loads)) {
            assertThat(loads[0]).isEqualTo(1);
            PatchBatch batch = new PatchBatch(1, 32, 32);
            batch.add(noise(32, 32, 1));
            assertThat(first.score(batch)).isDeepEqualTo(second.score(batch));
        }
        try (DjlPatchScorer later = counted("shared", loads)) {
            assertThat(loads[0]).as("kept for the next task").isEqualTo(1);
            assertThat(later.heads()).isEqualTo(HEADS);
        }
        try (DjlPatchScorer other = counted("another", loads)) {
            assertThat(loads[0]).isEqualTo(2);
            assertThat(other.heads()).isEqualTo(HEADS);
        }
        try (DjlPatchScorer again = counted("shared", loads)) {
            assertThat(loads[0]).as("dropped when another model came").isEqualTo(3);
            assertThat(again.heads()).isEqualTo(HEADS);
        }
    }

    private static DjlPatchScorer counted(String id, int[] loads) {
        return DjlPatchScorer.open(id, Device.cpu(), Arithmetic.FLOAT32, manager -> {
            loads[0]++;
            return randomNet(manager);
        });
    }
}
