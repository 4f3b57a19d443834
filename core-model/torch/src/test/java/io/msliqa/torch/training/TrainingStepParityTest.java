package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.msliqa.network.Backbone;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.torch.network.HashedValues;
import io.msliqa.torch.network.MsliqaBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One step against PyTorch's: see {@code src/test/python/training_fixtures.py}. */
class TrainingStepParityTest {

    private static final List<Integer> ROWS = List.of(4, 2);
    private static final int[] SIDES = {64, 96};

    private static final TrainingPlan PLAN = new TrainingPlan(
            Backbone.MOBILENET_V3_SMALL,
            List.of(ZoomLevel.parse("crop-64"), ZoomLevel.parse("crop-96")),
            1,
            new TrainingPlan.Rate(1e-3, 2, 0),
            0.02,
            new TrainingPlan.LossWeights(8, 1),
            0,
            true,
            TrainingPlan.Augmentation.NONE,
            1,
            new TrainingPlan.ValidationPlan(1, 3, 0));

    @Test
    void lossGradientsAndBatchStatisticsEqualPyTorch() throws IOException {
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_SMALL, 2);
            Learner learner = new Learner(PLAN, Roles.alike(ROWS.size()), net, manager);
            Batch batch = batch();
            for (int level = 0; level < SIDES.length; level++) {
                double loss = learner.addGradients(level, batch);
                assertThat(loss).isCloseTo(numbers("loss " + level)[0], within(1e-4));
            }
            Map<String, NDArray> state = learner.state();
            for (String line : lines("gradient ")) {
                assertLine(line, state.get("net." + name(line)).getGradient());
            }
            learner.update(0);
            for (String line : lines("after ")) {
                assertLine(line, state.get("net." + name(line)));
            }
            assertThat(state.get("net.sources.1").getGradient().toFloatArray())
                    .as("the next step begins without gradients")
                    .containsOnly(0);
        }
    }

    private static Batch batch() {
        List<Batch.View> views =
                Arrays.stream(SIDES).mapToObj(side -> view(side)).toList();
        double[] uniform = HashedValues.uniform("qualities", 6);
        float[] qualities = new float[uniform.length];
        for (int i = 0; i < qualities.length; i++) {
            qualities[i] = (float) uniform[i];
        }
        return Batch.shared(views, qualities, ROWS);
    }

    private static Batch.View view(int side) {
        double[] uniform = HashedValues.uniform("pictures" + side, 6 * side * side * 3);
        ByteBuffer pixels = ByteBuffer.allocateDirect(uniform.length);
        for (int i = 0; i < uniform.length; i++) {
            pixels.put(i, (byte) (int) (uniform[i] * 256));
        }
        return new Batch.View(pixels, side, side);
    }

    private static void assertLine(String line, NDArray actual) throws IOException {
        String name = line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1));
        double[] expected = numbers(name);
        float[] flat = actual.toFloatArray();
        double mean = 0;
        for (float value : flat) {
            mean += value / (double) flat.length;
        }
        double squares = 0;
        for (float value : flat) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / flat.length);

        assertThat(mean).as(name + ", mean").isCloseTo(expected[0], within(1e-4));
        assertThat(deviation).as(name + ", deviation").isCloseTo(expected[1], within(1e-4));
        for (int i = 2; i < expected.length; i++) {
            int at = (int) ((i - 2) * (flat.length - 1L) / (expected.length - 3));
            assertThat((double) flat[at]).as(name + " at " + at).isCloseTo(expected[i], within(1e-4));
        }
    }

    private static String name(String line) {
        return line.split(" ", -1)[1];
    }

    private static double[] numbers(String start) throws IOException {
        String line = lines(start + " ").get(0);
        return Arrays.stream(line.substring(start.length() + 1).split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static List<String> lines(String start) throws IOException {
        try (InputStream in = TrainingStepParityTest.class.getResourceAsStream("training-step.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(start))
                    .toList();
        }
    }
}
