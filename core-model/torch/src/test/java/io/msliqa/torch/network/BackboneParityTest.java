package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.msliqa.SharedData;
import io.msliqa.network.Backbone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against torchvision: see {@code src/test/python/mobilenet_fixtures.py}. */
class BackboneParityTest {

    private static final Shape BATCH = new Shape(2, 3, 96, 80);

    enum Layout {
        CONTIGUOUS,
        CHANNELS_LAST
    }

    private final NDManager manager = NDManager.newBaseManager();
    private final ParameterStore store = new ParameterStore(manager, false);

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"MOBILENET_V3_SMALL, 927008, 576", "MOBILENET_V3_LARGE, 2971952, 960"})
    void featuresHaveTheParametersOfTorchvision(Backbone backbone, long parameters, int embedding) {
        long count = new MsliqaBlock(backbone, 1)
                .parametersByName().values().stream()
                        .filter(p -> p.getName().startsWith("features.") && p.requiresGradient())
                        .mapToLong(p -> p.getShape().size())
                        .sum();

        assertThat(count).isEqualTo(parameters);
        assertThat(backbone.embedding()).isEqualTo(embedding);
    }

    @ParameterizedTest
    @EnumSource
    void smallEqualsTorchvisionAtEveryStage(Layout layout) throws IOException {
        MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_SMALL, 1);

        assertStages(net, layout, new Pass(store, false), fixture("small-hashed"));
    }

    @ParameterizedTest
    @EnumSource
    void largeEqualsTorchvisionAtEveryStage(Layout layout) throws IOException {
        MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_LARGE, 1);

        assertStages(net, layout, new Pass(store, false), fixture("large-hashed"));
    }

    @Test
    void imageNetWeightsEqualTorchvisionAtEveryStage() throws IOException {
        Path weights = SharedData.path("weights/mobilenet_v3_small_imagenet_features.safetensors");
        MsliqaBlock net = new MsliqaBlock(Backbone.MOBILENET_V3_SMALL, 1);
        BackboneWeights.load(weights, net, manager);

        assertStages(net, Layout.CHANNELS_LAST, new Pass(store, false), fixture("small-imagenet"));
    }

    @Test
    void trainingNormalisesByTheBatchAndMovesTheStatistics() throws IOException {
        MsliqaBlock net = HashedValues.net(manager, Backbone.MOBILENET_V3_SMALL, 1);
        List<String> lines = fixture("small-hashed-training");
        int stages = net.features().size() + 1;

        assertStages(net, Layout.CONTIGUOUS, new Pass(store, true), lines.subList(0, stages));
        for (String line : lines.subList(stages, lines.size())) {
            String name = line.substring(0, line.indexOf(' '));
            assertLine(line, name, net.parametersByName().get(name).getArray());
        }
    }

    private void assertStages(MsliqaBlock net, Layout layout, Pass pass, List<String> lines) {
        NDArray x = HashedValues.batch(manager, BATCH);
        if (layout == Layout.CHANNELS_LAST) {
            NDArray last = x.transpose(0, 2, 3, 1);
            x = manager.create(last.toFloatArray(), last.getShape()).transpose(0, 3, 1, 2);
        }
        assertThat(lines).hasSize(net.features().size() + 1);
        for (int i = 0; i < net.features().size(); i++) {
            x = net.features().get(i).forward(pass, x);
            assertLine(lines.get(i), "features." + i, x);
        }
        assertLine(
                lines.get(lines.size() - 1), "embedding", x.getNDArrayInternal().globalAvgPool());
    }

    private static void assertLine(String line, String name, NDArray actual) {
        String[] fields = line.split(" ");
        double[] expected =
                Arrays.stream(fields).skip(2).mapToDouble(Double::parseDouble).toArray();
        float[] flat = actual.toFloatArray();

        assertThat(fields[0]).isEqualTo(name);
        assertThat(fields[1].split("x"))
                .containsExactly(Arrays.stream(actual.getShape().getShape())
                        .mapToObj(Long::toString)
                        .toArray(String[]::new));
        assertThat(mean(flat)).as(name + " mean").isCloseTo(expected[0], within(1e-4));
        assertThat(deviation(flat)).as(name + " deviation").isCloseTo(expected[1], within(1e-4));
        for (int i = 2; i < expected.length; i++) {
            int at = (int) ((i - 2) * (flat.length - 1L) / (expected.length - 3));
            assertThat((double) flat[at]).as(name + " at " + at).isCloseTo(expected[i], within(1e-4));
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    private static List<String> fixture(String name) throws IOException {
        try (InputStream in = BackboneParityTest.class.getResourceAsStream(name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
