package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdamWTest {

    /** As torch.optim.AdamW(lr=0.01, weight_decay=0.1) moves them, see {@code training_fixtures.py}. */
    @Test
    void movesAsPyTorchDoes() {
        float[][] gradients = {{0.5f, -1, 0.01f}, {0.25f, 2, 0.02f}, {-1, 0.5f, -0.03f}};
        float[][] expected = {
            {0.9890000f, -1.9880000f, 2.9870000f},
            {0.9786893f, -1.9896731f, 2.9743612f},
            {0.9797742f, -1.9918400f, 2.9720528f}
        };
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            NDArray value = manager.create(new float[] {1, -2, 3});
            value.setRequiresGradient(true);
            AdamW optimiser = new AdamW(List.of(new AdamW.Learned("value", value, 2, 0.1)));
            for (int step = 0; step < gradients.length; step++) {
                try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                    NDArray slopes = manager.create(gradients[step]);
                    collector.backward(value.mul(slopes).sum());
                }
                optimiser.update(step, 0.005);

                assertThat(value.toFloatArray()).containsExactly(expected[step], within(2e-6f));
                assertThat(value.getGradient().toFloatArray()).containsOnly(0);
            }
        }
    }
}
