package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.PatchSampler;
import io.msliqa.patch.SmallImage;
import io.msliqa.patch.Transform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchBatcherTest {

    private static final int SIDE = 40;
    private static final PatchPlan WHOLE =
            new PatchPlan(List.of(1.0), List.of(SIDE), 1, List.of(Transform.AS_IS), SmallImage.MIRROR);

    /** Keeps what it is told; throws at its scores if it is to. */
    private static final class Listener implements PatchBatcher.Receiver {

        private final boolean broken;
        private final List<Integer> scored = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();

        Listener(boolean broken) {
            this.broken = broken;
        }

        @Override
        public void accept(int patch, float[] scores) {
            if (broken) {
                throw new IllegalStateException("cannot be reduced");
            }
            scored.add(patch);
        }

        @Override
        public void fail(Throwable cause) {
            failures.add(cause);
        }
    }

    @Test
    void aReceiverThatThrowsFailsAloneAndNotItsNeighboursInTheBatch() {
        try (PatchScorer network = TestScorers.onnx()) {
            PatchBatcher batcher = new PatchBatcher(network, 4, new StageTimes());
            Listener before = new Listener(false);
            Listener broken = new Listener(true);
            Listener after = new Listener(false);

            List<Listener> receivers = List.of(before, broken, after);
            for (int i = 0; i < receivers.size(); i++) {
                List<Patch> patches = WHOLE.distinct(SIDE, SIDE);
                PatchSampler sampler = new PatchSampler(TestScorers.noise(SIDE, SIDE, i), patches);
                batcher.add(new Cut(sampler, patches.get(0)), receivers.get(i), i);
            }
            batcher.flush();

            assertThat(before.scored).containsExactly(0);
            assertThat(after.scored).containsExactly(2);
            assertThat(before.failures).isEmpty();
            assertThat(after.failures).isEmpty();
            assertThat(broken.failures).hasSize(1).first().isInstanceOf(IllegalStateException.class);
        }
    }
}
