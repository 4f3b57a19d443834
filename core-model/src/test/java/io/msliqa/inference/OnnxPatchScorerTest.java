package io.msliqa.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.msliqa.image.PixelImage;
import io.msliqa.net.Backbone;
import io.msliqa.net.MsliqaNet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxPatchScorerTest {

    /** The same network as {@link DjlPatchScorerTest#scorer}. */
    static OnnxPatchScorer scorer() {
        return OnnxPatchScorer.open("random-small-3", OnnxPatchScorerTest::randomNet);
    }

    private static MsliqaNet randomNet(NDManager manager) {
        MsliqaNet net = new MsliqaNet(Backbone.MOBILENET_V3_SMALL, 3);
        net.initialize(manager, 4);
        return net;
    }

    @ParameterizedTest
    @CsvSource({"1, 45, 38", "5, 64, 64", "8, 224, 224", "3, 33, 97"})
    void bothEnginesAgree(int count, int width, int height) {
        PatchBatch batch = new PatchBatch(count, width, height);
        for (int i = 0; i < count; i++) {
            batch.add(DjlPatchScorerTest.noise(width, height, i));
        }
        try (PatchScorer onnx = scorer();
                PatchScorer torch = DjlPatchScorerTest.scorer()) {
            float[][] expected = torch.score(batch);
            float[][] actual = onnx.score(batch);

            assertThat(onnx.heads()).isEqualTo(torch.heads());
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
            pictures.add(DjlPatchScorerTest.noise(64, 64, i));
        }
        try (PatchScorer scorer = scorer()) {
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
    void manyThreadsGetTheSameBits() {
        float[][] alone = scoreNoise();

        assertThat(IntStream.range(0, 40).parallel().mapToObj(i -> scoreNoise()))
                .allSatisfy(scores -> assertThat(scores).isDeepEqualTo(alone));
    }

    private static float[][] scoreNoise() {
        try (PatchScorer scorer = scorer()) {
            return score(scorer, new PatchBatch(2, 60, 60), List.of(DjlPatchScorerTest.noise(60, 60, 7)));
        }
    }
}
