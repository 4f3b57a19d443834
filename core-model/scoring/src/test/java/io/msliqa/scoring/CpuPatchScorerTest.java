package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.PixelImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuPatchScorerTest {

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 13, 16})
    void aPicturesScoresDoNotDependOnItsNeighboursOrItsPlace(int capacity) {
        List<PixelImage> pictures = new ArrayList<>();
        for (int i = 0; i < capacity; i++) {
            pictures.add(TestScorers.noise(64, 64, i));
        }
        try (PatchScorer scorer = TestScorers.onnx()) {
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
        try (PatchScorer scorer = TestScorers.onnx()) {
            return score(scorer, new PatchBatch(2, 60, 60), List.of(TestScorers.noise(60, 60, 7)));
        }
    }
}
