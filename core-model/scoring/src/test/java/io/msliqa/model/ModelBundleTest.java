package io.msliqa.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.network.Backbone;
import io.msliqa.network.Cause;
import io.msliqa.network.HashedNetwork;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.ModelException;
import io.msliqa.network.Network;
import io.msliqa.network.Quality;
import io.msliqa.network.Tensor;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelBundleTest {

    private static Network network;
    private static ModelBundle bundle;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() {
        network = HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2);
        bundle = ModelBundle.of(manifest("test", 1), network);
    }

    private static Manifest manifest(String name, int bestHead) {
        return new Manifest(
                name,
                Backbone.MOBILENET_V3_SMALL,
                List.of(ZoomLevel.parse("crop-224"), ZoomLevel.parse("resize-768/crop-384")),
                HeadPolicy.MEAN,
                bestHead,
                QualityScale.of(1, 5, true),
                "bicubic",
                "mirror",
                Map.of("data", "none"));
    }

    @Test
    void savedAndLoadedItIsTheSame() throws IOException {
        Path directory = folder.resolve("a/model");
        bundle.save(directory);
        ModelBundle loaded = ModelBundle.load(directory);

        assertThat(loaded.manifest()).isEqualTo(bundle.manifest());
        assertThat(loaded.id()).isEqualTo(bundle.id()).matches("[0-9a-f]{64}");
        assertSameWeights(loaded.network());
        assertThat(listing(folder.resolve("a"))).containsExactly("model");
        assertThat(listing(directory)).containsExactly("manifest.json", "weights.safetensors");
    }

    @Test
    void asBytesItIsTheSame() {
        ModelBundle received = ModelBundle.fromBytes(bundle.toBytes());

        assertThat(received.id()).isEqualTo(bundle.id());
        assertSameWeights(received.network());
    }

    @Test
    void savingReplacesABundleButNothingElse() throws IOException {
        Path directory = folder.resolve("model");
        bundle.save(directory);
        ModelBundle.of(manifest("second", 0), network).save(directory);

        assertThat(ModelBundle.load(directory).manifest().name()).isEqualTo("second");
        assertThat(listing(folder)).containsExactly("model");
        Files.writeString(directory.resolve("notes.txt"), "precious");
        assertThatThrownBy(() -> bundle.save(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("notes.txt");
        assertThat(directory.resolve("notes.txt")).exists();
    }

    @Test
    void theIdentityIsThatOfTheScores() {
        assertThat(ModelBundle.of(manifest("other name", 1), network).id()).isEqualTo(bundle.id());
        assertThat(ModelBundle.of(manifest("test", 0), network).id()).isNotEqualTo(bundle.id());
        Map<String, Tensor> weights = new LinkedHashMap<>(network.weights());
        weights.put("heads.1.2.bias", new Tensor(new float[] {3}, 1));
        Network other = new Network(network.table(), weights);
        assertThat(ModelBundle.of(manifest("test", 1), other).id()).isNotEqualTo(bundle.id());
    }

    @Test
    void theIdentityOfAPlainModelIsTheDigestItAlwaysWas() throws Exception {
        Path directory = folder.resolve("model");
        bundle.save(directory);
        String weights = sha256(Files.readAllBytes(directory.resolve("weights.safetensors")));
        String text = "msliqa model\n" + weights + "\nMOBILENET_V3_SMALL\n[crop-224, resize-768/crop-384]\nMEAN\n1\n"
                + "ScoreScale[min=1.0, max=5.0, higherIsBetter=true]\nbicubic\nmirror";

        assertThat(bundle.id()).isEqualTo(sha256(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(Files.readString(directory.resolve("manifest.json")))
                .contains("\"formatVersion\" : 1")
                .doesNotContain("reading");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void whatTheHeadsSayIsKeptAndPartOfTheIdentity() {
        ModelBundle several = withReading(READING);
        several.save(folder.resolve("several"));

        ModelBundle loaded = ModelBundle.load(folder.resolve("several"));

        assertThat(loaded.manifest().reading()).isEqualTo(READING);
        assertThat(loaded.id()).isEqualTo(several.id());
        assertThat(loaded.network().table().columns()).isEqualTo(2 * 4);
        assertThat(several.manifest().scoringFields()).endsWith("""
                        mirror
                        qualities fidelity,opinion
                        causes none,too-dark
                        score minimum fidelity*1.0*1.0+0.0 opinion*2.0*0.5+0.25
                        views 0.5/0*1.0 2.0/1*3.0
                        groups 0.5/224*0.0""");
    }

    @Test
    void qualitiesThatCountDifferentlyByScaleAreANewerFormatAndAnotherModel() throws IOException {
        HeadReading byScale = new HeadReading(
                READING.outputs(),
                READING.score(),
                READING.views(),
                READING.groups(),
                List.of(new HeadReading.ScaleWeight(Quality.FIDELITY, 0.5, 0)));
        ModelBundle model = withReading(byScale);
        model.save(folder.resolve("scales"));
        withReading(READING).save(folder.resolve("without"));

        ModelBundle loaded = ModelBundle.load(folder.resolve("scales"));

        assertThat(loaded.manifest().reading()).isEqualTo(byScale);
        assertThat(loaded.id())
                .isEqualTo(model.id())
                .isNotEqualTo(withReading(READING).id());
        assertThat(model.manifest().scoringFields()).endsWith("groups 0.5/224*0.0\nscales fidelity@0.5*0.0");
        assertThat(folder.resolve("scales/manifest.json")).content().contains("\"formatVersion\" : 3");
        assertThat(folder.resolve("without/manifest.json"))
                .content()
                .contains("\"formatVersion\" : 2")
                .doesNotContain("scaleWeights");
        Path manifest = folder.resolve("scales/manifest.json");
        Files.writeString(
                manifest, Files.readString(manifest).replace("\"formatVersion\" : 3", "\"formatVersion\" : 2"));
        assertThatThrownBy(() -> ModelBundle.load(folder.resolve("scales")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'scaleWeights', which comes with formatVersion 3");
    }

    @Test
    void aManifestThatSaysOtherOutputsThanTheWeightsHaveIsRefused() throws IOException {
        withReading(READING).save(folder.resolve("several"));
        Path manifest = folder.resolve("several/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(", \"too-dark\" ]", ", \"flat\", \"blur\" ]"));

        assertThatThrownBy(() -> ModelBundle.load(folder.resolve("several")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("misshapen heads.0.2.weight");
    }

    private static final HeadReading READING = new HeadReading(
            new HeadOutputs(List.of(Quality.FIDELITY, Quality.OPINION), List.of(Cause.NONE, Cause.TOO_DARK)),
            new ScoreRule(
                    ScoreRule.Combination.MINIMUM,
                    List.of(
                            new ScoreRule.Part(Quality.FIDELITY, 1, 1, 0),
                            new ScoreRule.Part(Quality.OPINION, 2, 0.5, 0.25))),
            List.of(new HeadReading.WholeView(0.5, 0, 1), new HeadReading.WholeView(2, 1, 3)),
            List.of(new HeadReading.PatchGroup(0.5, 224, 0)),
            List.of());

    private static ModelBundle withReading(HeadReading reading) {
        Manifest plain = manifest("several", 1);
        Manifest manifest = new Manifest(
                plain.name(),
                plain.backbone(),
                plain.heads(),
                plain.headPolicy(),
                plain.bestHead(),
                plain.scoreScale(),
                plain.resampling(),
                plain.padding(),
                reading,
                plain.provenance());
        return ModelBundle.of(manifest, HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 2, reading.outputs()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"bestHead\" : 1 | \"bestHead\" : 2      | bestHead is 2; there are heads 0 to 1",
                "\"bestHead\"     | \"besthead\"          | unknown field 'besthead'",
                "crop-224         | crop-x                | 'crop-x' is no zoom level",
                "\"min\" : 1.0    | \"min\" : 9           | from 9.0 to 5.0 is empty",
                "\"MEAN\"         | \"MODE\"              | MEAN",
                "\"mirror\"       | null                  | padding",
                "\"model\"          | model                 | manifest.json is no manifest",
                "\"formatVersion\" : 1 | \"formatVersion\" : 4 | use a newer one",
                "\"crop-224\",    | ''                    | extra heads.1.0.weight",
                "MOBILENET_V3_SMALL | MOBILENET_V3_LARGE  | misshapen features.2.block.0.0.weight",
            })
    void aWrongManifestIsRefused(String text, String replacement, String message) throws IOException {
        Path directory = saved(manifest -> {
            assertThat(manifest).contains(text);
            return manifest.replaceFirst(java.util.regex.Pattern.quote(text), replacement)
                    .replaceFirst(replacement.isEmpty() ? "\"bestHead\" : 1" : "^$", "\"bestHead\" : 0");
        });

        assertThatThrownBy(() -> ModelBundle.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(message);
    }

    @Test
    void damagedWeightsAreRefused() throws IOException {
        Path directory = saved(UnaryOperator.identity());
        Path file = directory.resolve("weights.safetensors");
        byte[] weights = Files.readAllBytes(file);
        weights[weights.length / 2] ^= 1;
        Files.write(file, weights);

        assertThatThrownBy(() -> ModelBundle.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("sha256");
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        assertThatThrownBy(() -> ModelBundle.load(folder.resolve("nowhere")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nowhere");
        for (String name : List.of("manifest.json", "weights.safetensors")) {
            Path directory = saved(UnaryOperator.identity());
            Files.delete(directory.resolve(name));
            assertThatThrownBy(() -> ModelBundle.load(directory))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("There is no " + directory.resolve(name));
        }
        assertThatThrownBy(() -> ModelBundle.fromBytes(new byte[] {0, 0, 1, 0}))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aManifestDescribesItsNetwork() {
        Network one = HashedNetwork.of(Backbone.MOBILENET_V3_SMALL, 1);

        assertThatThrownBy(() -> ModelBundle.of(manifest("test", 0), one)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyManifestIsRefused() throws IOException {
        Path directory = saved(manifest -> "");

        assertThatThrownBy(() -> ModelBundle.load(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("holds no JSON object");
    }

    private Path saved(UnaryOperator<String> change) throws IOException {
        Path directory = folder.resolve("model");
        bundle.save(directory);
        Path manifest = directory.resolve("manifest.json");
        Files.writeString(manifest, change.apply(Files.readString(manifest)));
        return directory;
    }

    private static void assertSameWeights(Network other) {
        assertThat(other.weights().keySet()).isEqualTo(network.weights().keySet());
        network.weights()
                .forEach((name, tensor) ->
                        assertThat(other.weights().get(name).values()).as(name).isEqualTo(tensor.values()));
    }

    /** An archive that this model scored is not to be scored again, whatever is renamed in the program. */
    @Test
    void theShippedModelKeepsItsIdentity() {
        assertThat(ModelBundle.shipped().id())
                .isEqualTo("e7d863c30d7653c6944e838ad71d4689a98fda3bcc85f2fb0ab018f0e3116926");
    }

    private static List<String> listing(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
