package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.UserException;
import io.msliqa.foreign.NetworkFolder;
import io.msliqa.foreign.TinyNetwork;
import io.msliqa.image.FailureReason;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.ModelException;
import io.msliqa.network.Network;
import io.msliqa.onnx.OnnxNetwork;
import io.msliqa.protocol.ProtocolException;
import io.msliqa.protocol.Protocols;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.ScoreTable;
import io.msliqa.torch.network.TorchScriptNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of others, and several models over one decoding, by whole runs. */
class NetworksSparkTest {

    private static final int PICTURES = 5;

    @TempDir
    private Path folder;

    private Path pictures;

    @BeforeEach
    void draw() throws IOException {
        pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            BufferedImage picture = new BufferedImage(64 + i, 48, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, i, (40 * i + x) * 0x010101);
            }
            ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
        }
        Files.writeString(pictures.resolve("broken.png"), "no picture");
    }

    private String brightness() {
        return TinyNetwork.brightness()
                .write(folder.resolve("brightness"), Protocols.with("name = brightness"))
                .toString();
    }

    /** It fails with all pictures but the first, which is 64 wide. */
    private String onlyForTheFirst() {
        return TinyNetwork.onlyFor(64, 48)
                .write(folder.resolve("only"), Protocols.with("name = only"))
                .toString();
    }

    private String own() throws IOException {
        Path model = folder.resolve("own");
        if (!Files.exists(model)) {
            TestModels.untrained(3).save(model);
        }
        return model.toString();
    }

    private RunRecord run(String table, RunListener listener, RunScope scope, String... models) {
        return run(table, listener, scope, DeviceChoice.AUTO, models);
    }

    private RunRecord run(String table, RunListener listener, RunScope scope, DeviceChoice device, String... models) {
        String more = List.of(models).subList(1, models.length).stream()
                .map(model -> '"' + model + '"')
                .toList()
                .toString();
        Settings settings = Settings.load(
                List.of(),
                Map.of(
                        "model.path",
                        models[0],
                        "model.more",
                        more,
                        "scoring.mode",
                        "single",
                        "scoring.device",
                        device.name().toLowerCase(Locale.ROOT),
                        "scoring.wave-images",
                        "2",
                        "scoring.max-failure-rate",
                        "1"));
        return new ScoringRun(SharedSpark.session(), settings, listener)
                .run(
                        new Inputs(List.of(pictures.toString()), List.of(), List.of()),
                        folder.resolve(table).toString(),
                        scope);
    }

    /** What a table says of each picture by each model: a score, or the reason why there is none. */
    private Map<String, String> rows(String table) {
        Map<String, String> rows = new HashMap<>();
        for (Row row : ScoreTable.existing(
                        SharedSpark.session(), folder.resolve(table).toString())
                .read()
                .select(ScoreColumns.IMAGE, ScoreColumns.MODEL_ID, ScoreColumns.SCORE, ScoreColumns.REASON)
                .collectAsList()) {
            String picture = Path.of(row.getString(0)).getFileName().toString();
            String said = row.isNullAt(2) ? row.getString(3) : Double.toString(row.getDouble(2));
            assertThat(rows.put(picture + " " + row.getString(1), said))
                    .as("one row of %s", picture)
                    .isNull();
        }
        return rows;
    }

    @Test
    void threeModelsOverOneDecodingSayWhatEachSaysAlone() throws IOException {
        String[] models = {own(), brightness(), onlyForTheFirst()};
        Map<String, String> alone = new HashMap<>();
        for (int i = 0; i < models.length; i++) {
            run("alone" + i, RunListener.NONE, RunScope.NEW, models[i]);
            alone.putAll(rows("alone" + i));
        }

        RunRecord record = run("together", RunListener.NONE, RunScope.NEW, models);

        assertThat(rows("together")).isEqualTo(alone).hasSize(3 * (PICTURES + 1));
        assertThat(record.ofEachModel())
                .extracting(each -> each.model().name())
                .containsExactly("untrained", "brightness", "only");
        assertThat(record.ofEachModel()).extracting(RunRecord::scored).containsExactly(5L, 5L, 1L);
        assertThat(record.ofEachModel().get(2).failures()).isEqualTo(Map.of("NETWORK", 4L, "UNSUPPORTED_FORMAT", 1L));
        assertThat(record.ofEachModel()).allSatisfy(each -> assertThat(each.discovered())
                .isEqualTo(each.scored() + each.failed() + each.skipped()));
    }

    /** The fidelity of the shipped model, of whole pictures, written down as others' networks are. */
    private String written(String file, byte[] network) throws IOException {
        Path model = Files.createDirectories(folder.resolve(file));
        Files.write(model.resolve(file), network);
        Files.writeString(model.resolve("protocol.conf"), """
                protocol = 1
                name = "fidelity"
                inputs = [ { name = pictures, mean = [0.485, 0.456, 0.406], deviation = [0.229, 0.224, 0.225] } ]
                outputs = [ { name = fidelity, is = score, columns = 3 } ]
                score = [ { columns = 0 }, { gain = 4, offset = 1 } ]
                scale { min = 1, max = 5, better = higher }
                """);
        return model.toString();
    }

    @Test
    void torchScriptSaysWhatOnnxSays() throws IOException {
        Network network = ModelBundle.shipped().network();
        String onnx = written(NetworkFolder.ONNX, OnnxNetwork.export(network));
        String torch = written(NetworkFolder.TORCHSCRIPT, TorchScriptNetwork.export(network, Arithmetic.FLOAT32));

        RunRecord record = run("both", RunListener.NONE, RunScope.NEW, onnx, torch);

        assertThat(record.ofEachModel()).extracting(RunRecord::scored).containsExactly(5L, 5L);
        Map<String, List<Double>> ofEachPicture = new HashMap<>();
        rows("both").forEach((picture, said) -> {
            if (!picture.startsWith("broken")) {
                ofEachPicture
                        .computeIfAbsent(picture.substring(0, picture.indexOf(' ')), name -> new ArrayList<>())
                        .add(Double.valueOf(said));
            }
        });
        assertThat(ofEachPicture).hasSize(PICTURES);
        assertThat(ofEachPicture.values())
                .allSatisfy(both -> assertThat(both.get(0)).isCloseTo(both.get(1), within(4e-5)));
        assertThat(ofEachPicture.values().stream().map(both -> both.get(0)).distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void aGpuThatOnnxRuntimeCannotUseIsSaidBeforeAnyPictureIsTouched() {
        assertThatThrownBy(() -> run("table", RunListener.NONE, RunScope.NEW, DeviceChoice.GPU, brightness()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("scoring.device is gpu, but ONNX Runtime there is the one for CPUs")
                .hasMessageContaining("onnxruntime_gpu");
        assertThat(folder.resolve("table")).doesNotExist();
    }

    @Test
    void aStoppedRunWithTwoModelsGoesOnWhereItWas() throws IOException {
        String[] models = {brightness(), own()};
        run("whole", RunListener.NONE, RunScope.NEW, models);
        AtomicInteger waves = new AtomicInteger();
        RunListener stops = state -> {
            if (waves.incrementAndGet() == 3) {
                throw new IllegalStateException("stopped");
            }
        };
        assertThatThrownBy(() -> run("stopped", stops, RunScope.NEW, models)).hasMessageContaining("stopped");
        assertThat(rows("stopped")).hasSize(2 * 4);

        RunRecord second = run("stopped", RunListener.NONE, RunScope.NEW, models);

        assertThat(rows("stopped")).isEqualTo(rows("whole"));
        assertThat(second.ofEachModel()).extracting(RunRecord::skipped).containsExactly(4L, 4L);
    }

    @Test
    void aModelThatJoinsLaterScoresWhatItHasNotScored() throws IOException {
        run("table", RunListener.NONE, RunScope.NEW, brightness());

        RunRecord joined = run("table", RunListener.NONE, RunScope.NEW, brightness(), own());

        assertThat(joined.ofEachModel()).extracting(RunRecord::skipped).containsExactly(6L, 0L);
        assertThat(joined.ofEachModel()).extracting(RunRecord::scored).containsExactly(0L, 5L);
        assertThat(rows("table")).hasSize(2 * (PICTURES + 1));
    }

    @Test
    void eachModelTriesItsOwnFailuresAgain() throws IOException {
        String only = onlyForTheFirst();
        run("table", RunListener.NONE, RunScope.NEW, brightness(), only);

        RunRecord again = run(
                "table",
                RunListener.NONE,
                new RunScope(Long.MAX_VALUE, Set.of(FailureReason.NETWORK)),
                brightness(),
                only);

        assertThat(again.ofEachModel()).extracting(RunRecord::skipped).containsExactly(6L, 2L);
        assertThat(again.ofEachModel()).extracting(RunRecord::failed).containsExactly(0L, 4L);
        assertThat(rows("table")).hasSize(2 * (PICTURES + 1));
    }

    @Test
    void whatIsWrongIsSaidBeforeAnyPictureIsTouched() throws IOException {
        Path wrong = TinyNetwork.brightness()
                .write(folder.resolve("wrong"), Protocols.with("outputs = [ { name = quality, is = score } ]"));
        assertThatThrownBy(() -> run("table", RunListener.NONE, RunScope.NEW, wrong.toString()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("the network has no output 'quality', only score");
        String noNetwork = written(NetworkFolder.TORCHSCRIPT, "no network".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> run("table", RunListener.NONE, RunScope.NEW, brightness(), noNetwork))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("network.pt is no TorchScript archive");
        String brightness = brightness();
        assertThatThrownBy(() -> run("table", RunListener.NONE, RunScope.NEW, brightness, brightness))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("are the same, brightness; name each once");
        assertThat(folder.resolve("table")).doesNotExist();
    }
}
