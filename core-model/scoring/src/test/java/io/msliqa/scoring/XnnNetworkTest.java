package io.msliqa.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HashedNetwork;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Network;
import io.msliqa.network.Quality;
import io.msliqa.onnx.OnnxNetwork;
import io.msliqa.xnnpack.XnnNetwork;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XnnNetworkTest {

    private static final Network SMALL = HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 3);

    /** Width, then height, of pictures in landscape and portrait, odd and tiny. */
    private static final int[][] SIZES = {{224, 224}, {96, 64}, {64, 96}, {97, 33}, {7, 3}, {1, 1}, {224, 224}};

    @Test
    void computesWhatOnnxRuntimeComputesAtAnySize() {
        try (OnnxNetwork onnx = OnnxNetwork.of(SMALL);
                XnnNetwork xnn = XnnNetwork.of(SMALL)) {
            for (int[] size : SIZES) {
                assertThatTheyAgree(onnx, xnn, size[0], size[1]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MOBILENET_V3_SMALL, 1", "MOBILENET_V3_LARGE, 1", "MOBILENET_V3_LARGE, 2"})
    void computesEachBackboneWithOneHeadAndSeveral(Backbone backbone, int heads) {
        HeadOutputs outputs =
                heads == 1 ? HeadOutputs.SCORE : new HeadOutputs(List.of(Quality.SCORE), List.of(Cause.values()));
        Network network = HashedNetwork.of(backbone, heads, outputs);
        try (OnnxNetwork onnx = OnnxNetwork.of(network);
                XnnNetwork xnn = XnnNetwork.of(network)) {
            assertThat(xnn.columns()).isEqualTo(onnx.columns());
            assertThatTheyAgree(onnx, xnn, 96, 64);
        }
    }

    private static void assertThatTheyAgree(OnnxNetwork onnx, XnnNetwork xnn, int width, int height) {
        ByteBuffer pictures = noise(2, width, height);
        float[] expected = onnx.score(pictures.duplicate(), 2, height, width);
        float[] actual = xnn.score(pictures.duplicate(), 2, height, width);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i])
                    .as("%d x %d, column %d", width, height, i)
                    .isCloseTo(expected[i], within(1e-5f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static ByteBuffer noise(int pictures, int width, int height) {
        byte[] samples = new byte[pictures * 3 * width * height];
        new Random(width * 31L + height).nextBytes(samples);
        return ByteBuffer.allocateDirect(samples.length).put(samples).flip();
    }

    /** More sizes than passes wait for, so that they change theirs. */
    @Test
    void aPicturesBitsAreTheSameBesideOthersAfterOtherSizesAndInManyThreads() {
        try (XnnNetwork fresh = XnnNetwork.of(SMALL);
                XnnNetwork busy = XnnNetwork.of(SMALL)) {
            ByteBuffer two = noise(2, 65, 50);
            int bytes = 3 * 65 * 50;
            float[] first = fresh.score(two.slice(0, bytes), 1, 50, 65);
            float[] second = fresh.score(two.slice(bytes, bytes), 1, 50, 65);
            float[] both = new float[first.length * 2];
            System.arraycopy(first, 0, both, 0, first.length);
            System.arraycopy(second, 0, both, first.length, first.length);

            assertThat(IntStream.range(0, 200).parallel().mapToObj(i -> {
                        int[] other = SIZES[i % SIZES.length];
                        busy.score(noise(1, other[0], other[1]), 1, other[1], other[0]);
                        return busy.score(two.duplicate(), 2, 50, 65);
                    }))
                    .allSatisfy(scores -> assertThat(scores).isEqualTo(both));
        }
    }

    /** Of more pixels than are kept. */
    @Test
    void aLargePictureLeavesTheNextOnesBitsAlone() {
        try (XnnNetwork network = XnnNetwork.of(SMALL)) {
            ByteBuffer small = noise(1, 60, 60);
            float[] before = network.score(small.duplicate(), 1, 60, 60);
            float[] large = network.score(noise(1, 2200, 2000), 1, 2000, 2200);

            assertThat(network.score(small.duplicate(), 1, 60, 60)).isEqualTo(before);
            assertThat(network.score(noise(1, 2200, 2000), 1, 2000, 2200)).isEqualTo(large);
        }
    }

    @Test
    void loadsAndFreesAgainAndAgain() {
        ByteBuffer picture = noise(1, 32, 32);
        List<float[]> scores = IntStream.range(0, 5)
                .mapToObj(i -> {
                    try (XnnNetwork network = XnnNetwork.of(SMALL)) {
                        return network.score(picture.duplicate(), 1, 32, 32);
                    }
                })
                .toList();

        assertThat(scores).allSatisfy(each -> assertThat(each).isEqualTo(scores.get(0)));
    }
}
