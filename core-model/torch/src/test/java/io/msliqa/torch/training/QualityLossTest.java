package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityLossTest {

    private static final float[] SCORES = {0.1f, 0.9f, 0.4f, 0.3f};
    private static final float[] QUALITIES = {0.2f, 0.7f, 0.6f, 0.1f};

    /** The gradient of 8 times the mean squared error alone is 8 · 2 (score − quality) / n. */
    @Test
    void gradientsAreThoseOfTheLossEvenIfMemoryIsCollectedBeforeThem() throws InterruptedException {
        float[] gradient = gradient(new TrainingPlan.LossWeights(8, 0));
        for (int i = 0; i < SCORES.length; i++) {
            assertThat(gradient[i]).isCloseTo(16 * (SCORES[i] - QUALITIES[i]) / SCORES.length, within(1e-5f));
        }
    }

    private static float[] gradient(TrainingPlan.LossWeights weights) throws InterruptedException {
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            NDArray scores = manager.create(SCORES);
            scores.setRequiresGradient(true);
            try (NDManager working = manager.newSubManager();
                    GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                NDArray seen = scores.mul(working.create(1f));
                seen.attach(working);
                NDArray loss = new QualityLoss(weights, new SourceScales(Roles.alike(1), manager))
                        .of(seen, QUALITIES, List.of(4));
                overwriteWhatIsFree();
                collector.backward(loss);
            }
            return scores.getGradient().toFloatArray();
        }
    }

    /** Whatever small direct buffer nobody holds any more now holds something else. */
    private static void overwriteWhatIsFree() throws InterruptedException {
        List<ByteBuffer> taken = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(50);
            for (int i = 0; i < 2_000; i++) {
                taken.add(ByteBuffer.allocateDirect(4)
                        .order(ByteOrder.nativeOrder())
                        .putFloat(0, 1e6f));
            }
        }
        assertThat(taken).hasSize(6_000);
    }
}
