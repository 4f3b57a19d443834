package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import io.msliqa.patch.ZoomLevel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Losses by hand. */
class HeadLossTest {

    private static final HeadOutputs OUTPUTS =
            new HeadOutputs(List.of(Quality.FIDELITY, Quality.OPINION), List.of(Cause.NONE, Cause.BLUR));

    /** Fidelity, opinion, two logits of each of four pictures: a pair and two others. */
    private static final float[] VALUES = {
        0.9f,
        9,
        0,
        (float) Math.log(3), // blur with 3/4
        0.5f,
        9,
        0,
        0,
        9,
        0.2f,
        5,
        0,
        9,
        0.8f,
        5,
        0
    };

    private static final float[] LABELS = {0.8f, 0.6f, 0.4f, 0.6f};

    private static final Roles ROLES = new Roles(
            List.of(Quality.FIDELITY, Quality.OPINION),
            List.of(0, 1),
            List.of(true, false),
            Map.of(Cause.NONE, 16.0, Cause.BLUR, 1.0));

    private static TrainingPlan plan(double squared, double correlation, double causes, double balance, double pairs) {
        return new TrainingPlan(
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("crop-32")),
                1,
                new TrainingPlan.Rate(1e-3, 2, 0),
                0,
                new TrainingPlan.LossWeights(squared, correlation),
                0,
                true,
                TrainingPlan.Augmentation.NONE,
                1,
                new TrainingPlan.ValidationPlan(1, 3, 0),
                new Teaching(OUTPUTS, causes, balance, pairs, false, 0, 0));
    }

    private static double loss(double squared, double correlation, double causes, double pairs) {
        return loss(squared, correlation, causes, 0, pairs);
    }

    private static double loss(double squared, double correlation, double causes, double balance, double pairs) {
        Batch.Part part = new Batch.Part(
                new Batch.View(ByteBuffer.allocateDirect(0), 1, 1), LABELS, new int[] {1, 0, -1, -1}, List.of(2, 2));
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            return new HeadLoss(
                            plan(squared, correlation, causes, balance, pairs), ROLES, new SourceScales(ROLES, manager))
                    .of(manager.create(VALUES, new Shape(4, 4)), part)
                    .getFloat();
        }
    }

    @Test
    void eachExperimentBringsDownTheQualityThatItTeaches() {
        double fidelity = (0.1 * 0.1 + 0.1 * 0.1) / 2;
        double opinion = (0.2 * 0.2 + 0.2 * 0.2) / 2;

        assertThat(loss(8, 0, 0, 0)).isCloseTo(8 * (fidelity + opinion), within(1e-5));
    }

    @Test
    void twoPicturesInTheRightOrderAreFullyCorrelated() {
        assertThat(loss(0, 1, 0, 0)).isCloseTo(0, within(1e-3));
    }

    @Test
    void causesAreLearnedByCrossEntropyWhereTheyAreKnown() {
        double entropy = (-Math.log(0.75) - Math.log(0.5)) / 2;

        assertThat(loss(8, 0, 0.5, 0) - loss(8, 0, 0, 0)).isCloseTo(0.5 * entropy, within(1e-5));
    }

    @Test
    void rareCausesCountMoreTheMoreTheyAreBalanced() {
        double blur = -Math.log(0.75);
        double none = -Math.log(0.5);
        double without = loss(8, 0, 0, 0);

        // Sixteen pictures of a step have nothing, one is blurred.
        assertThat(loss(8, 0, 0.5, 1, 0) - without).isCloseTo(0.5 * (blur + none / 16) / (1 + 1.0 / 16), within(1e-5));
        assertThat(loss(8, 0, 0.5, 0.5, 0) - without).isCloseTo(0.5 * (blur + none / 4) / (1 + 1.0 / 4), within(1e-5));
    }

    @Test
    void differencesWithinPairsAreLearnedByFidelityAndOpinionAlike() {
        double fidelity = 0.4 - 0.2;
        double opinion = 0.2 - 0;

        assertThat(loss(8, 0, 0, 3) - loss(8, 0, 0, 0)).isCloseTo(3 * (fidelity + opinion), within(1e-5));
    }

    @Test
    void eachOutputIsMovedByThePicturesThatTeachIt() {
        Batch.Part part = new Batch.Part(
                new Batch.View(ByteBuffer.allocateDirect(0), 1, 1), LABELS, new int[] {1, 0, -1, -1}, List.of(2, 2));
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
                GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray outputs = manager.create(VALUES, new Shape(4, 4));
            outputs.setRequiresGradient(true);
            collector.backward(new HeadLoss(plan(8, 0, 0, 0, 0), ROLES, new SourceScales(ROLES, manager))
                    .of(outputs.mul(manager.create(1f)), part));
            float[] gradient = outputs.getGradient().toFloatArray();
            for (int row = 0; row < 4; row++) {
                int taught = row < 2 ? 0 : 1;
                for (int output = 0; output < 4; output++) {
                    double expected = output == taught ? 8 * (VALUES[4 * row + output] - LABELS[row]) : 0;
                    assertThat(gradient[4 * row + output])
                            .as("row %d, output %d", row, output)
                            .isCloseTo((float) expected, within(1e-5f));
                }
            }
        }
    }
}
