package io.msliqa.torch.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.msliqa.image.PixelImage;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.PatchSampler;
import io.msliqa.patch.SmallImage;
import io.msliqa.scoring.Cut;
import io.msliqa.scoring.PatchBatch;
import io.msliqa.scoring.TestScorers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchCutterTest {

    private static final PatchPlan PLAN = new PatchPlan(
            List.of(0.3, 0.5, 1.0, 2.0), List.of(14, 24), 3, PatchPlan.PAPER.transforms(), SmallImage.MIRROR);

    private static PatchCutter cutter() {
        return new PatchCutter(Engine.getEngine("PyTorch").newBaseManager(Device.cpu()));
    }

    /** Larger and smaller than patches, and thin ones, which are mirrored. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 40", "3, 2", "13, 14", "24, 24", "25, 23", "29, 49", "60, 47", "150, 131"})
    void itCutsWhatTheSamplerCutsToTheBit(int width, int height) {
        PixelImage picture = TestScorers.noise(width, height, width);
        PatchPlan enlarged =
                new PatchPlan(PLAN.scales(), PLAN.sizes(), PLAN.grid(), PLAN.transforms(), SmallImage.ENLARGE);
        try (PatchCutter cutter = cutter();
                NDManager owner = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            for (PatchPlan plan : List.of(PLAN, enlarged)) {
                for (int size : plan.sizes()) {
                    List<Patch> patches = plan.distinct(width, height).stream()
                            .filter(patch -> patch.size() == size)
                            .toList();
                    PatchSampler sampler = new PatchSampler(picture, patches);
                    List<Cut> cuts = patches.stream()
                            .map(patch -> new Cut(sampler, patch))
                            .toList();

                    NDArray batch = cutter.cut(cuts, cuts.size() + 2, owner);

                    float[] samples = batch.toFloatArray();
                    int each = 3 * size * size;
                    assertThat(samples).hasSize((cuts.size() + 2) * each);
                    for (int i = 0; i < patches.size(); i++) {
                        byte[] expected = sampler.sample(patches.get(i)).rgb();
                        for (int sample = 0; sample < each; sample++) {
                            assertThat((int) samples[i * each + sample])
                                    .as("%s of %s, sample %d", patches.get(i), picture, sample)
                                    .isEqualTo(expected[sample] & 0xFF);
                        }
                    }
                    for (int i = cuts.size() * each; i < samples.length; i++) {
                        assertThat(samples[i]).isZero();
                    }
                }
            }
        }
    }

    /** Its 92 distinct patches are 25 MB. */
    @Test
    void ofAPictureAndThePapersPatchesItsPixelsCross() {
        List<Patch> patches = PatchPlan.PAPER.distinct(512, 512);
        try (PatchCutter cutter = cutter()) {
            long first = sent(cutter, patches, 1);

            assertThat(patches).hasSize(92);
            assertThat(first).isBetween(3L * 512 * 512, 1_200_000L);
            assertThat(sent(cutter, patches, 2) - first).isEqualTo(3L * 512 * 512);
        }
    }

    private static long sent(PatchCutter cutter, List<Patch> patches, long seed) {
        PatchSampler sampler = new PatchSampler(TestScorers.noise(512, 512, seed), patches);
        for (int size : PatchPlan.PAPER.sizes()) {
            try (NDManager owner = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
                List<Cut> cuts = patches.stream()
                        .filter(patch -> patch.size() == size)
                        .map(patch -> new Cut(sampler, patch))
                        .toList();
                cutter.cut(cuts, cuts.size(), owner);
            }
        }
        return cutter.bytesSent();
    }

    @Test
    void scoresAreThoseOfPatchesThatTheCallerCutsAndLessCrosses() {
        List<Cut> cuts = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            List<Patch> patches = PatchPlan.PAPER.distinct(160, 120);
            PatchSampler sampler = new PatchSampler(TestScorers.noise(160, 120, seed), patches);
            patches.stream().filter(patch -> patch.size() == 224).forEach(patch -> cuts.add(new Cut(sampler, patch)));
        }
        PatchBatch batch = new PatchBatch(cuts.size(), 224, 224);
        for (Cut cut : cuts) {
            batch.add(cut.sampler().sample(cut.patch()));
        }
        try (TorchPatchScorer plain = scorer(false);
                TorchPatchScorer cutting = scorer(true)) {
            float[][] expected = plain.score(batch);

            assertThat(plain.cuts()).isFalse();
            assertThat(cutting.cuts()).isTrue();
            assertThat(cutting.score(cuts, cuts.size())).isDeepEqualTo(expected);
            assertThat(cutting.score(batch)).isDeepEqualTo(expected);
            // Again, with all that is kept.
            long once = cutting.bytesSent();
            assertThat(cutting.score(cuts, cuts.size())).isDeepEqualTo(expected);
            assertThat(cutting.bytesSent()).isEqualTo(once);
            assertThat(once).isLessThan((long) cuts.size() * 3 * 224 * 224 / 4);
        }
    }

    private static TorchPatchScorer scorer(boolean cuts) {
        return TorchPatchScorer.open(
                "hashed-small-3",
                new TorchEngine(Device.cpu(), cuts),
                Arithmetic.FLOAT32,
                () -> HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 3));
    }
}
