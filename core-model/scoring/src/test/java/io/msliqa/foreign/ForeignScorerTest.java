package io.msliqa.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.HeadReading;
import io.msliqa.model.ModelBundle;
import io.msliqa.model.ScoreRule;
import io.msliqa.network.ModelException;
import io.msliqa.network.Safetensors;
import io.msliqa.network.Tensor;
import io.msliqa.patch.PatchPlan;
import io.msliqa.protocol.ProtocolException;
import io.msliqa.protocol.Protocols;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScore;
import io.msliqa.scoring.ImageScorer;
import io.msliqa.scoring.OnnxEngine;
import io.msliqa.scoring.ScoringMode;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.scoring.TestScorers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignScorerTest {

    @TempDir
    private Path folder;

    private static ForeignScorer open(Path folder) {
        return ForeignScorer.open(
                NetworkFolder.load(folder), new OnnxForeignEngine(), new ImageDecoder(DecodeLimits.DEFAULT));
    }

    private ImageResult score(TinyNetwork network, String protocol, int width, int height) {
        try (ForeignScorer scorer = open(network.write(folder, protocol))) {
            return scorer.score(new ImageInput.Fetched("picture", TestScorers.ramp(width, height)));
        }
    }

    private static ImageScore scored(ImageResult result) {
        assertThat(result).isInstanceOf(ImageResult.Scored.class);
        return ((ImageResult.Scored) result).score();
    }

    @Test
    void aWholePictureHasItsMean() {
        ImageScore score = scored(score(TinyNetwork.brightness(), Protocols.PLAIN, 101, 40));

        assertThat(score.score()).isCloseTo(50 / 255.0 / 3, within(1e-6));
        assertThat(score.standardError()).isNaN();
        assertThat(score.distinctPatches()).isOne();
    }

    @Test
    void cropsAreAveragedAndTheWorstIsShown() {
        String protocol = Protocols.with(
                "inputs = [ { name = x, crops { take = five-points, size = 11 }, range = [0, 255] } ]",
                "score = [ { mean-of = crops } ]",
                "scale { max = 255 }",
                "batch = 2");

        ImageScore score = scored(score(TinyNetwork.brightness(), protocol, 101, 40));

        // Red's means: 5 and 95 at the corners, twice each, and 50 in the middle.
        assertThat(score.score()).isCloseTo(50 / 3.0, within(1e-4));
        assertThat(score.deviation()).isCloseTo(Math.sqrt(4 * 45 * 45 / 5.0) / 3, within(1e-4));
        assertThat(score.worst().score()).isCloseTo(5 / 3.0, within(1e-4));
        assertThat(score.worst().region().x()).isZero();
        assertThat(score.worst().region().width()).isEqualTo(11);
        assertThat(score.distinctPatches()).isEqualTo(5);
    }

    @Test
    void oneBatchOrManyGiveTheSameScore() {
        String crops = Protocols.with(
                "inputs = [ { name = x, crops { take = random, size = 13, count = 7 } } ]",
                "score = [ { mean-of = crops } ]");

        double together = scored(score(TinyNetwork.brightness(), crops + "batch = 7", 101, 40))
                .score();
        double alone = scored(score(TinyNetwork.brightness(), crops + "batch = 1", 101, 40))
                .score();

        assertThat(alone).isCloseTo(together, within(1e-6));
    }

    @Test
    void cropsAtRandomLieWhereTheReferenceProgramPutsThem() {
        String protocol = Protocols.with(
                "inputs = [ { name = x, range = [0, 255], crops { take = random, size = 13, count = 7, seed = 1 } } ]",
                "score = [ { mean-of = crops } ]");

        // By original_protocols.py they begin at the columns 21, 33, 66, 75, 17, 12 and 6.
        assertThat(scored(score(TinyNetwork.brightness(), protocol, 101, 40)).score())
                .isCloseTo((230 / 7.0 + 6) / 3, within(1e-4));
    }

    @Test
    void twoInputsAreSeenTogether() {
        TinyNetwork network = new TinyNetwork()
                .input("a", -1, 3, -1, -1)
                .input("b", -1, 3, -1, -1)
                .mean("a", "meanA", 1, 2, 3)
                .mean("b", "meanB", 1, 2, 3)
                .node("Sub", "score", List.of("meanA", "meanB"))
                .output("score", -1);
        String protocol = Protocols.with(
                "views { half { steps = [ { resize = exact, to = [50, 20], kernel = nearest, antialias = false,"
                        + " on = floats } ] } }",
                "inputs = [ { name = a, range = [0, 255] },",
                "  { name = b, view = half, range = [0, 255], crops { take = five-points, size = 10 } } ]",
                "score = [ { mean-of = crops } ]");

        // Nearest: the half's column i shows column 2 i. Its five crops' means: 9 and 89 twice, 49 in the middle.
        assertThat(scored(score(network, protocol, 100, 40)).score()).isCloseTo((49.5 - 49) / 3, within(1e-3));
    }

    @Test
    void weightsCountWithinACropOrOverThePicture() {
        TinyNetwork network = new TinyNetwork()
                .input("x", -1, 3, -1, -1)
                // A number a channel: the score; twice that: its weight.
                .mean("x", "score", 2, 3)
                .floats("two", 2)
                .node("Mul", "weight", List.of("score", "two"))
                .output("score", -1, 3)
                .output("weight", -1, 3);
        String outputs = "outputs = [ { name = score, is = score }, { name = weight, is = weight } ]";
        String crops = "inputs = [ { name = x, range = [0, 255], crops { take = grid, size = 10, count = 4,"
                + " spacing = edges-down } } ]";

        // Red's means are 4.5 and 84.5, twice each; the other channels are 0 and so have no weight.
        double within = scored(score(
                        network,
                        Protocols.with(
                                outputs, crops, "score = [ { weighted = score, by = weight }, { mean-of = crops } ]"),
                        90,
                        30))
                .score();
        double over = scored(score(
                        network,
                        Protocols.with(outputs, crops, "score = [ { weighted = score, by = weight, over = picture } ]"),
                        90,
                        30))
                .score();

        assertThat(within).isCloseTo((4.5 + 84.5) / 2, within(1e-4));
        assertThat(over).isCloseTo((4.5 * 4.5 + 84.5 * 84.5) / (4.5 + 84.5), within(1e-4));
    }

    @Test
    void theOrderOfMeanAndHeadIsTheProtocols() {
        TinyNetwork network = new TinyNetwork()
                .input("x", -1, 3, -1, -1)
                .mean("x", "logits", 2, 3)
                .output("logits", -1, 3);
        String parts = """
                outputs = [ { name = logits, is = logits, columns = 3 } ]
                inputs = [ { name = x, range = [0, 2.55], crops { take = grid, size = 10, count = 4, spacing = edges-down } } ]
                """;
        String head = "{ softmax = 0.5 }, { expectation = [1, 2, 4] }";

        double meanFirst = scored(
                        score(network, Protocols.with(parts, "score = [ { mean-of = crops }, " + head + " ]"), 90, 30))
                .score();
        double meanLast = scored(
                        score(network, Protocols.with(parts, "score = [ " + head + ", { mean-of = crops } ]"), 90, 30))
                .score();

        assertThat(meanFirst).isCloseTo(expected(0.445), within(1e-5));
        assertThat(meanLast).isCloseTo((expected(0.045) + expected(0.845)) / 2, within(1e-5));
    }

    /** Of the logits (red, 0, 0) at temperature 0.5. */
    private static double expected(double red) {
        double share = Math.exp(2 * red);
        return (share + 2 + 4) / (share + 2);
    }

    @Test
    void aLinearHeadComesOutOfAFile() throws IOException {
        TinyNetwork network = new TinyNetwork()
                .input("x", -1, 3, -1, -1)
                .mean("x", "features", 2, 3)
                .output("features", -1, 3);
        Files.write(
                folder.resolve("head.safetensors"),
                Safetensors.write(
                        Map.of("w", new Tensor(new float[] {2, 5, 7}, 1, 3), "b", new Tensor(new float[] {-1}, 1))));
        String protocol = Protocols.with(
                "outputs = [ { name = features, is = features } ]",
                "inputs = [ { name = x, range = [0, 255] } ]",
                "score = [ { linear = head.safetensors, weight = w, bias = b }, { gain = 0.1, offset = 3 } ]");

        assertThat(scored(score(network, protocol, 101, 40)).score()).isCloseTo((2 * 50 - 1) * 0.1 + 3, within(1e-4));

        NetworkFolder before = NetworkFolder.load(folder);
        Files.write(
                folder.resolve("head.safetensors"),
                Safetensors.write(
                        Map.of("w", new Tensor(new float[] {2, 5, 8}, 1, 3), "b", new Tensor(new float[] {-1}, 1))));
        assertThat(NetworkFolder.load(folder).id()).isNotEqualTo(before.id());
    }

    @Test
    void theRestOfTheStepsDoAsTheirNamesSay() {
        TinyNetwork network = new TinyNetwork()
                .input("x", -1, 3, -1, -1)
                .mean("x", "c", 2, 3)
                .node("Concat", "out", List.of("c", "c"), axisOne())
                .output("out", -1, 6);
        String parts = """
                outputs = [ { name = out, is = logits, columns = 6 } ]
                inputs = [ { name = x, mean = [0, -3, -4] } ]
                """;
        // Six columns: r, 3, 4, r, 3, 4 with r = 50 / 255.
        double r = 50 / 255.0;

        assertThat(steps(network, parts, "{ columns = [1, 5] }, { mean-of = columns }"))
                .isCloseTo(3.5, within(1e-5));
        assertThat(steps(network, parts, "{ unit-length = 3 }, { columns = 4 }"))
                .isCloseTo(3 / Math.sqrt(25 + r * r), within(1e-5));
        assertThat(steps(network, parts, "{ marginal = [2, 3], keep = 1 }, { columns = 2 }"))
                .isCloseTo(8, within(1e-5));
        assertThat(steps(network, parts, "{ marginal = [2, 3], keep = 0 }, { columns = 1 }"))
                .isCloseTo(7 + r, within(1e-5));
        assertThat(steps(network, parts, "{ columns = 1 }, { sigmoid = true }"))
                .isCloseTo(1 / (1 + Math.exp(-3)), within(1e-5));
        assertThat(steps(network, parts, "{ softmax = 1, groups = 2 }, { columns = [2] }"))
                .isCloseTo(1 / (1 + Math.exp(r - 4)), within(1e-5));
        assertThat(steps(network, parts + "scale { min = 0, max = 2, clamp = true }\n", "{ columns = 1 }"))
                .isEqualTo(2);
    }

    private double steps(TinyNetwork network, String parts, String steps) {
        return scored(score(network, Protocols.with(parts, "score = [ " + steps + " ]"), 101, 40))
                .score();
    }

    private static ai.onnx.proto.OnnxMl.AttributeProto axisOne() {
        return ai.onnx.proto.OnnxMl.AttributeProto.newBuilder()
                .setName("axis")
                .setType(ai.onnx.proto.OnnxMl.AttributeProto.AttributeType.INT)
                .setI(1)
                .build();
    }

    @Test
    void aNetworkThatFailsOnAPictureFailsThatPictureAlone() {
        try (ForeignScorer scorer = open(TinyNetwork.onlyFor(20, 10).write(folder, Protocols.PLAIN))) {
            List<ImageInput> inputs = List.of(
                    new ImageInput.Fetched("good", TestScorers.ramp(20, 10)),
                    new ImageInput.Fetched("bad", TestScorers.ramp(21, 10)),
                    new ImageInput.Fetched("broken", new byte[] {1, 2, 3}),
                    new ImageInput.Fetched("good again", TestScorers.ramp(20, 10)));
            var results = scorer.score(inputs.iterator());

            ImageScore first = scored(results.next());
            assertThat(results.next()).isInstanceOfSatisfying(ImageResult.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(FailureReason.NETWORK);
                assertThat(failed.message()).startsWith("The network plain failed on the picture: ONNX Runtime says: ");
            });
            assertThat(results.next())
                    .isInstanceOfSatisfying(ImageResult.Failed.class, failed -> assertThat(failed.reason())
                            .isEqualTo(FailureReason.UNSUPPORTED_FORMAT));
            assertThat(scored(results.next()).score()).isEqualTo(first.score());
            assertThat(results.hasNext()).isFalse();
        }
    }

    @Test
    void numbersThatAreNoneAndSharesThatAreNoneFailThePicture() {
        TinyNetwork logarithm = new TinyNetwork()
                .input("x", -1, 3, -1, -1)
                .mean("x", "mean", 1, 2, 3)
                .node("Log", "score", List.of("mean"))
                .output("score", -1);

        assertThat(score(logarithm, Protocols.with("inputs = [ { name = x, mean = [9, 9, 9] } ]"), 20, 10))
                .isInstanceOfSatisfying(ImageResult.Failed.class, failed -> assertThat(failed.message())
                        .isEqualTo("The network plain failed on the picture: it put out what makes a score of NaN"));
        assertThat(score(
                        TinyNetwork.brightness(),
                        Protocols.with("outputs = [ { name = score, is = distribution } ]"),
                        20,
                        10))
                .isInstanceOfSatisfying(ImageResult.Failed.class, failed -> assertThat(failed.message())
                        .contains("a distribution adds up to 1"));
    }

    @Test
    void aPictureThatIsTooSmallOrTooLargeSaysSo() {
        assertThat(score(TinyNetwork.brightness(), Protocols.withCrops("{ take = centre, size = 30 }"), 29, 50))
                .isInstanceOfSatisfying(ImageResult.Failed.class, failed -> assertThat(failed.reason())
                        .isEqualTo(FailureReason.TOO_SMALL));
        assertThat(score(TinyNetwork.brightness(), Protocols.with("largest-pixels = 100"), 11, 10))
                .isInstanceOfSatisfying(ImageResult.Failed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(FailureReason.TOO_LARGE);
                    assertThat(failed.message()).contains("largest-pixels = 100");
                });
    }

    @Test
    void whatTheProtocolAndTheFileDoNotAgreeOnIsSaidAtOnceWithTheFilesWords() {
        TinyNetwork network = new TinyNetwork()
                .input("x", 1, 3, 224, 224)
                .input("more", -1, 3, -1, -1)
                .mean("x", "score", 1, 2, 3)
                .mean("more", "unused", 1, 2, 3)
                .output("score", 1);
        Path written = network.write(
                folder, Protocols.with("outputs = [ { name = quality, is = score } ]", "inputs = [ { name = x } ]"));

        assertThatThrownBy(() -> open(written))
                .isInstanceOfSatisfying(ProtocolException.class, e -> assertThat(e.problems())
                        .containsExactly(
                                "the network's input 'x' has the shape (1, 3, 224, 224); the protocol gives it"
                                        + " (?, 3, ?, ?), whole pictures of any size",
                                "the network has an input 'more', of which the protocol says nothing",
                                "the network has no output 'quality', only score"))
                .hasMessageContaining("network.onnx says of itself:\n    in   x: float32 (1, 3, 224, 224)\n")
                .hasMessageEndingWith("out  score: float32 (1)");
    }

    @Test
    void aFileThatIsMissingOrAnotherOneIsNamed() throws IOException {
        assertThatThrownBy(() -> NetworkFolder.load(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no protocol.conf in ");
        Files.writeString(folder.resolve("protocol.conf"), Protocols.PLAIN);
        assertThatThrownBy(() -> NetworkFolder.load(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no network in ");
        TinyNetwork.brightness().write(folder, Protocols.with("score = [ { linear = head.safetensors } ]"));
        assertThatThrownBy(() -> NetworkFolder.load(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("names the file 'head.safetensors', which is not in that folder");
        TinyNetwork.brightness()
                .write(
                        folder,
                        Protocols.with("provenance { sha256 { \"network.onnx\" = \"" + "0".repeat(64) + "\" } }"));
        assertThatThrownBy(() -> NetworkFolder.load(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is another one than the protocol says");
        Files.writeString(folder.resolve("network.onnx"), "no network");
        Files.writeString(folder.resolve("protocol.conf"), Protocols.PLAIN);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ONNX Runtime cannot load ");
    }

    @Test
    void aFolderTravelsInOnePiece() throws IOException {
        NetworkFolder there = NetworkFolder.load(TinyNetwork.brightness().write(folder.resolve("a"), Protocols.PLAIN));
        Path elsewhere = Files.createDirectory(folder.resolve("b"));

        NetworkFolder here = NetworkFolder.fromBytes(there.toBytes(), elsewhere);

        assertThat(here.id()).isEqualTo(there.id());
        assertThat(here.directory()).isEqualTo(elsewhere);
    }

    @Test
    void aFixedBatchIsFilledUp() {
        TinyNetwork network = new TinyNetwork()
                .input("x", 4, 3, 10, 10)
                .mean("x", "score", 1, 2, 3)
                .output("score", 4);
        String protocol = Protocols.with(
                "inputs = [ { name = x, range = [0, 255], crops { take = five-points, size = 10 } } ]",
                "score = [ { mean-of = crops } ]");

        assertThat(scored(score(network, protocol, 100, 40)).score()).isCloseTo(49.5 / 3, within(0.2));
    }

    @Test
    void theModelOfThisProjectWrittenDownAsANetworkScoresAsItself() throws IOException {
        ModelBundle shipped = ModelBundle.shipped();
        ModelFolder.write(shipped, folder);
        ScoringSettings whole = new ScoringSettings(ScoringMode.SINGLE, PatchPlan.PAPER, 0, 16_000_000);
        ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

        try (ImageScorer own = ImageScorer.open(shipped, new OnnxEngine(), decoder, whole);
                ForeignScorer foreign = open(folder)) {
            for (String sample : List.of("street-2-noise.jpg", "meadow-0-clean.jpg", "valley-5-motion.jpg")) {
                Path picture = Path.of("../../docs/samples", sample);
                ImageInput input = new ImageInput.Fetched(sample, Files.readAllBytes(picture));

                assertThat(scored(foreign.score(input)).score())
                        .as(sample)
                        .isEqualTo(scored(own.score(picture)).score());
            }
        }
    }

    @Test
    void aModelsMeanOfQualitiesIsOneOfANetwork() throws IOException {
        ModelBundle shipped = ModelBundle.shipped();
        HeadReading reading = shipped.manifest().reading();
        ModelBundle mean = shipped.with(
                shipped.manifest().headPolicy(),
                new HeadReading(
                        reading.outputs(),
                        ScoreRule.parse("mean fidelity*3*1+0 opinion*1*0.5+0.25"),
                        reading.views(),
                        reading.groups(),
                        reading.scaleWeights()),
                Map.of());
        ModelFolder.write(mean, folder);
        ScoringSettings whole = new ScoringSettings(ScoringMode.SINGLE, PatchPlan.PAPER, 0, 16_000_000);
        Path picture = Path.of("../../docs/samples/street-2-noise.jpg");

        try (ImageScorer own = ImageScorer.open(mean, new OnnxEngine(), new ImageDecoder(DecodeLimits.DEFAULT), whole);
                ForeignScorer foreign = open(folder)) {
            assertThat(scored(foreign.score(new ImageInput.Fetched("street", Files.readAllBytes(picture))))
                            .score())
                    .isCloseTo(scored(own.score(picture)).score(), within(1e-12));
        }
    }
}
