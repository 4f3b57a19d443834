package io.msliqa.torch.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.msliqa.foreign.ForeignScorer;
import io.msliqa.foreign.NetworkFolder;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.ModelException;
import io.msliqa.onnx.OnnxNetwork;
import io.msliqa.protocol.ProtocolException;
import io.msliqa.protocol.Protocols;
import io.msliqa.scoring.ImageInput;
import io.msliqa.scoring.ImageResult;
import io.msliqa.scoring.ImageScore;
import io.msliqa.scoring.TestScorers;
import io.msliqa.torch.network.TinyScript;
import io.msliqa.torch.network.TorchScriptNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of others as TorchScript, from the archive to a score. */
class TorchForeignEngineTest {

    private static final String CROPS =
            "inputs = [ { name = x, range = [0, 255], crops { take = five-points, size = 10 } } ]";

    @TempDir
    private Path folder;

    private static ForeignScorer open(Path folder) {
        return ForeignScorer.open(
                NetworkFolder.load(folder),
                new TorchForeignEngine(Device.cpu()),
                new ImageDecoder(DecodeLimits.DEFAULT));
    }

    private ImageResult score(TinyScript network, String protocol, int width, int height) {
        try (ForeignScorer scorer = open(network.write(folder, protocol))) {
            return scorer.score(new ImageInput.Fetched("picture", TestScorers.ramp(width, height)));
        }
    }

    private static ImageScore scored(ImageResult result) {
        assertThat(result).isInstanceOf(ImageResult.Scored.class);
        return ((ImageResult.Scored) result).score();
    }

    @Test
    void aTensorIsTheOnlyOutput() {
        assertThat(scored(score(TinyScript.brightness(), Protocols.PLAIN, 101, 40))
                        .score())
                .isCloseTo(50 / 255.0 / 3, within(1e-6));
        ImageScore crops = scored(score(
                TinyScript.brightness(),
                Protocols.with(CROPS, "score = [ { mean-of = crops } ]", "scale { max = 255 }", "batch = 2"),
                100,
                40));
        // Red's means: 4.5 and 94.5 at the corners, twice each, and 49.5 in the middle.
        assertThat(crops.score()).isCloseTo(49.5 / 3, within(1e-4));
        assertThat(crops.worst().score()).isCloseTo(4.5 / 3, within(1e-4));
    }

    @Test
    void aTupleIsReadInOrderAndADictionaryByName() {
        String protocol = Protocols.with(
                "outputs = [ { name = score, is = score }, { name = weight, is = weight } ]",
                CROPS,
                "scale { max = 255 }",
                "score = [ { weighted = score, by = weight, over = picture } ]");
        // Each crop's score is its mean; so is its weight.
        double expected = (2 * 4.5 * 4.5 + 2 * 94.5 * 94.5 + 49.5 * 49.5) / (5 * 49.5) / 3;

        TinyScript tuple =
                new TinyScript("m = torch.mean(x, [1, 2, 3])\nreturn (m, torch.mul(m, 2))", "Tuple[Tensor, Tensor]");
        TinyScript dictionary = new TinyScript(
                "m = torch.mean(x, [1, 2, 3])\nreturn {\"weight\": torch.mul(m, 2), \"score\": m}",
                "Dict[str, Tensor]");

        assertThat(scored(score(tuple, protocol, 100, 40)).score()).isCloseTo(expected, within(1e-4));
        assertThat(scored(score(dictionary, protocol, 100, 40)).score()).isCloseTo(expected, within(1e-4));
    }

    @Test
    void theSameNetworkAsTorchScriptAndAsOnnxSaysTheSame() throws IOException {
        ModelBundle shipped = ModelBundle.shipped();
        String protocol = """
                protocol = 1
                name = "the shipped model's fidelity"
                inputs = [ { name = pictures, mean = [0.485, 0.456, 0.406], deviation = [0.229, 0.224, 0.225] } ]
                outputs = [ { name = fidelity, is = score, columns = 3 } ]
                score = [ { columns = 0 }, { gain = 4, offset = 1 } ]
                scale { min = 1, max = 5, better = higher }
                """;
        Path onnx = Files.createDirectories(folder.resolve("onnx"));
        Path torch = Files.createDirectories(folder.resolve("torch"));
        Files.writeString(onnx.resolve("protocol.conf"), protocol);
        Files.writeString(torch.resolve("protocol.conf"), protocol);
        Files.write(onnx.resolve(NetworkFolder.ONNX), OnnxNetwork.export(shipped.network()));
        Files.write(
                torch.resolve(NetworkFolder.TORCHSCRIPT),
                TorchScriptNetwork.export(shipped.network(), Arithmetic.FLOAT32));

        try (ForeignScorer first = open(onnx);
                ForeignScorer second = open(torch)) {
            for (String name : List.of("street-2-noise.jpg", "meadow-0-clean.jpg")) {
                ImageInput input =
                        new ImageInput.Fetched(name, Files.readAllBytes(Path.of("../../docs/samples", name)));
                assertThat(scored(second.score(input)).score())
                        .isCloseTo(scored(first.score(input)).score(), within(4e-5));
            }
        }
    }

    @Test
    void manyThreadsGetTheSameBits() {
        Path network = TinyScript.brightness().write(folder, Protocols.PLAIN);
        byte[] picture = TestScorers.ramp(101, 40);

        assertThat(IntStream.range(0, 32)
                        .parallel()
                        .mapToObj(i -> {
                            try (ForeignScorer scorer = open(network)) {
                                return scored(scorer.score(new ImageInput.Fetched("picture", picture)))
                                        .score();
                            }
                        })
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aNetworkThatFailsOnAPictureFailsThatPictureAlone() {
        TinyScript onlyForOne = new TinyScript("return torch.mean(torch.reshape(x, [-1, 600]), [1])", "Tensor");
        try (ForeignScorer scorer = open(onlyForOne.write(folder, Protocols.PLAIN))) {
            ImageScore good = scored(scorer.score(new ImageInput.Fetched("good", TestScorers.ramp(20, 10))));
            assertThat(scorer.score(new ImageInput.Fetched("bad", TestScorers.ramp(21, 11))))
                    .isInstanceOfSatisfying(ImageResult.Failed.class, failed -> {
                        assertThat(failed.reason()).isEqualTo(FailureReason.NETWORK);
                        assertThat(failed.message())
                                .startsWith("The network plain failed on the picture: PyTorch says: ")
                                .contains("shape '[-1, 600]' is invalid for input of size 693")
                                .doesNotContain("\n");
                    });
            assertThat(scored(scorer.score(new ImageInput.Fetched("good", TestScorers.ramp(20, 10))))
                            .score())
                    .isEqualTo(good.score());
        }
    }

    @Test
    void whatTheProtocolAndTheNetworkDoNotAgreeOnIsSaidBeforeAnyPicture() {
        TinyScript dictionary = new TinyScript("return {\"quality\": torch.mean(x, [1, 2, 3])}", "Dict[str, Tensor]");
        assertThatThrownBy(() -> open(dictionary.write(folder, Protocols.PLAIN)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("the network has no output 'score', only quality");

        assertThatThrownBy(() -> open(TinyScript.brightness()
                        .write(
                                folder,
                                Protocols.with(
                                        "outputs = [ { name = score, is = score }, { name = w, is = weight } ]",
                                        "score = [ { weighted = score, by = w } ]"))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("the network has 1 outputs without names; the protocol names 2: score, w");

        assertThatThrownBy(() -> open(TinyScript.brightness()
                        .write(
                                folder,
                                Protocols.with(
                                        "outputs = [ { name = score, is = logits, columns = 5 } ]",
                                        "score = [ { columns = 0 } ]"))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("the network's output 'score' has the shape (1); the protocol says 5 columns");

        TinyScript ofAnotherSize = new TinyScript("return torch.mean(torch.reshape(x, [-1, 600]), [1])", "Tensor");
        assertThatThrownBy(() ->
                        open(ofAnotherSize.write(folder, Protocols.with(CROPS, "score = [ { mean-of = crops } ]"))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(
                        "the network fails on x: (1, 3, 10, 10), as the protocol gives it: PyTorch says: ")
                .hasMessageContaining("is invalid for input of size 300");
    }

    @Test
    void aFileThatIsNoTorchScriptIsNamedWithWhatItIs() throws IOException {
        Files.writeString(folder.resolve("protocol.conf"), Protocols.PLAIN);
        Path network = folder.resolve(NetworkFolder.TORCHSCRIPT);

        Files.writeString(network, "no network");
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(network + " is no TorchScript archive: it is no zip");

        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(network))) {
            zip.putNextEntry(new ZipEntry("weights/data.pkl"));
        }
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(network + " holds weights and no program")
                .hasMessageContaining("torch.jit.trace");

        TinyScript.brightness().write(folder, Protocols.PLAIN);
        byte[] whole = Files.readAllBytes(network);
        Files.write(network, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(network + " is no TorchScript archive: it is no zip, or only a part of one");

        new TinyScript("return torch.no_such_operator(x)", "Tensor").write(folder, Protocols.PLAIN);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("PyTorch cannot load " + network + ": ")
                .hasMessageContaining("no_such_operator");
    }
}
