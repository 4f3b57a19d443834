package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandSparkTest {

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    private static String model;

    @BeforeAll
    static void prepare() {
        SharedSpark.session();
        model = models.resolve("untrained").toString();
        TestModels.untrained(1).save(Path.of(model));
    }

    private CommandLineRun score(Path input, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "score",
                input.toString(),
                "--output",
                folder.resolve("scores").toString(),
                "--model",
                model,
                "--mode",
                "single"));
        arguments.addAll(List.of(more));
        return msliqa(arguments.toArray(String[]::new));
    }

    private Dataset<Row> table() {
        return ScoreTable.existing(
                        SharedSpark.session(), folder.resolve("scores").toString())
                .read();
    }

    @Test
    void everyFileIsARowAndTheSummarySaysWhatBecameOfThem() throws IOException {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures.resolve("sub"), 3);
        Files.writeString(pictures.resolve(".hidden.txt"), "no picture");
        Files.createFile(pictures.resolve("zero.png"));
        Files.createSymbolicLink(pictures.resolve("dangling.png"), pictures.resolve("gone.png"));

        CommandLineRun run = score(pictures);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("6 pictures found = 3 scored + 3 failed + 0 skipped")
                .contains("EMPTY", "MISSING", "UNSUPPORTED_FORMAT")
                .contains("picture-02.png")
                .contains(folder.resolve("scores").toString());
        assertThat(table().select("image", "status", "reason").collectAsList().stream()
                        .map(Row::mkString)
                        .map(row -> row.replace("file:" + pictures + "/", "")))
                .containsExactlyInAnyOrder(
                        "sub/picture-00.pngSCOREDnull",
                        "sub/picture-01.pngSCOREDnull",
                        "sub/picture-02.pngSCOREDnull",
                        ".hidden.txtFAILEDUNSUPPORTED_FORMAT",
                        "zero.pngFAILEDEMPTY",
                        "dangling.pngFAILEDMISSING");
    }

    /** PngSuite's and mozjpeg's pictures, many broken on purpose: skipped without them, see CONTRIBUTING.md. */
    @Test
    void oddPicturesAreARowEachAndOnlyBrokenOnesFail() throws IOException {
        Path odd = Path.of(System.getenv().getOrDefault("MSLIQA_SHARED", "../../shared"), "data/odd-images");
        assumeTrue(Files.exists(odd), () -> odd + " is missing; set MSLIQA_SHARED to run this test");
        Set<String> broken = new TreeSet<>();
        new ObjectMapper()
                .readTree(odd.resolve("expected_errors.json").toFile())
                .at("/pngsuite/error_files")
                .fieldNames()
                .forEachRemaining(broken::add);
        long files;
        try (Stream<Path> all = Files.walk(odd)) {
            files = all.filter(Files::isRegularFile).count();
        }

        CommandLineRun run = score(odd);

        assertThat(run.code()).isZero();
        List<Row> rows = table().select("image", "status", "reason").collectAsList();
        assertThat(rows).hasSize((int) files);
        for (Row row : rows) {
            String name = row.getString(0).replaceFirst(".*/", "");
            String outcome = row.isNullAt(2) ? "SCORED" : row.getString(2);
            String expected =
                    broken.contains(name) ? "CORRUPT" : name.endsWith(".png") ? "SCORED" : "SCORED|UNSUPPORTED_FORMAT";
            assertThat(outcome).as(name).matches(expected);
        }
    }

    @Test
    void aSecondRunScoresOnlyWhatIsNewOrChanged() {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 3);
        score(pictures);
        TestPictures.write(pictures.resolve("picture-00.png"), 99, 88, 7);
        TestPictures.write(pictures.resolve("picture-new.png"), 99, 88, 8);

        assertThat(score(pictures).out()).contains("4 pictures found = 2 scored + 0 failed + 2 skipped");
        assertThat(score(pictures).out()).contains("4 pictures found = 0 scored + 0 failed + 4 skipped");
        assertThat(table().count()).isEqualTo(5);
    }

    @Test
    void theTableMayLieAmongThePictures() {
        TestPictures.write(folder, 2);

        score(folder);

        assertThat(score(folder).out()).contains("2 pictures found = 0 scored + 0 failed + 2 skipped");
    }

    @Test
    void manyWavesMakeOneTable() {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 5);

        CommandLineRun run = score(pictures, "--set", "scoring.wave-images=2");

        assertThat(run.out()).contains("5 pictures found = 5 scored");
        assertThat(table().select("wave").distinct().count()).isEqualTo(3);
        assertThat(table().select("image").distinct().count()).isEqualTo(5);
    }

    private List<String> names() {
        return table().select("image").collectAsList().stream()
                .map(row -> row.getString(0).replaceFirst(".*/", ""))
                .sorted()
                .toList();
    }

    @Test
    void aLimitLeavesTheRestForTheNextRunAndRunsTellsBoth() {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 5);

        assertThat(score(pictures, "--limit", "2").out())
                .contains("2 pictures found = 2 scored + 0 failed + 0 skipped");
        assertThat(score(pictures, "--limit", "2").out())
                .contains("4 pictures found = 2 scored + 0 failed + 2 skipped");
        assertThat(score(pictures).out()).contains("5 pictures found = 1 scored + 0 failed + 4 skipped");
        assertThat(names()).hasSize(5).doesNotHaveDuplicates();

        CommandLineRun runs = msliqa("runs", folder.resolve("scores").toString());
        assertThat(runs.code()).isZero();
        assertThat(runs.out()).contains("single").contains("3 runs: 5 pictures scored, 0 failed");
        assertThat(msliqa("runs", pictures.toString()).err()).contains("is no score table");
    }

    @Test
    void aDryRunWritesNothingAndForecastsByTheSpeedOfEarlierRuns() {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 3);

        CommandLineRun first = score(pictures, "--dry-run");
        assertThat(first.out())
                .contains("3 pictures found = 3 to score + 0 to skip")
                .contains("--limit 200");
        assertThat(folder.resolve("scores")).doesNotExist();

        score(pictures, "--limit", "1");
        CommandLineRun second = score(pictures, "--dry-run", "--set", "scoring.price-per-hour=3600000");
        assertThat(second.out())
                .contains("3 pictures found = 2 to score + 1 to skip", "by the speed of earlier runs")
                .containsPattern("About [1-9][0-9]+\\.[0-9]{2}, by scoring.price-per-hour");
        assertThat(names()).hasSize(1);
        assertThat(folder.resolve("scores/_runs").toFile().list((dir, name) -> name.endsWith("json")))
                .hasSize(1);
    }

    @Test
    void whatFailedIsTriedAgainOnDemandAndStillHasOneRow() throws IOException {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 3);
        Files.createFile(pictures.resolve("zero.png"));
        Files.createSymbolicLink(pictures.resolve("late.png"), folder.resolve("late.png"));
        score(pictures);
        TestPictures.write(folder.resolve("late.png"), 30, 30, 9);

        assertThat(score(pictures, "--retry-failed=TIMEOUT").out()).contains("= 1 scored + 0 failed + 4 skipped");
        assertThat(names()).hasSize(6);
        CommandLineRun again = score(pictures, "--retry-failed");

        assertThat(again.out()).contains("5 pictures found = 0 scored + 1 failed + 4 skipped");
        assertThat(names())
                .containsExactly("late.png", "picture-00.png", "picture-01.png", "picture-02.png", "zero.png");
        assertThat(score(pictures).out()).contains("5 pictures found = 0 scored + 0 failed + 5 skipped");
        assertThat(score(pictures, "--retry-failed=SOMETHING").err()).contains("SOMETHING", "UNREADABLE");
    }

    @Test
    void picturesInATarAreScoredFromThere() throws IOException {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 2);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(folder.resolve("s.tar")))) {
            for (String name : List.of("picture-00.png", "picture-01.png")) {
                tar.putArchiveEntry(new TarArchiveEntry(pictures.resolve(name), name));
                Files.copy(pictures.resolve(name), tar);
                tar.closeArchiveEntry();
            }
        }

        score(pictures);
        assertThat(score(folder.resolve("s.tar")).out()).contains("2 pictures found = 2 scored");

        assertThat(table().select("score").distinct().count()).isEqualTo(2);
        assertThat(names()).containsExactly("picture-00.png", "picture-00.png", "picture-01.png", "picture-01.png");
    }

    @Test
    void aRunBesideAnotherOneStopsAndTheTableIsThatOfTheOther() {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 4);
        String output = folder.resolve("scores").toString();
        List<CommandLineRun> second = new ArrayList<>();
        RunListener whileAtWork = state -> {
            if (second.isEmpty()) {
                second.add(score(pictures));
            }
        };
        Settings settings = Settings.load(List.of(), Map.of("model.path", model, "scoring.mode", "single"));

        RunRecord first = new ScoringRun(SharedSpark.session(), settings, whileAtWork)
                .run(new Inputs(List.of(pictures.toString()), List.of(), List.of()), output);

        assertThat(second.get(0).code()).isEqualTo(2);
        assertThat(second.get(0).err()).contains("Another run", "is writing to the score table", "Wait until");
        assertThat(first.scored()).isEqualTo(4);
        assertThat(names()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void wrongInputsAreOneClearMessageWithExitCode2() throws IOException {
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 1);
        Path damaged = folder.resolve("damaged");
        TestModels.untrained(2).save(damaged);
        byte[] weights = Files.readAllBytes(damaged.resolve("weights.safetensors"));
        weights[weights.length / 2] ^= 1;
        Files.write(damaged.resolve("weights.safetensors"), weights);
        Path file = Files.createFile(folder.resolve("a-file"));

        String in = pictures.toString();
        String out = folder.resolve("out").toString();
        assertUserError("nowhere", folder + "/nowhere", "--output", out, "--model", model);
        assertUserError("damaged", in, "--output", out, "--model", damaged.toString());
        assertUserError("no-model", in, "--output", out, "--model", folder + "/no-model");
        assertUserError("a-file", in, "--output", file + "/below", "--model", model);
        assertUserError("not empty", in, "--output", in, "--model", model);
        assertUserError("device is gpu", in, "--output", out, "--model", model, "--set", "scoring.device=gpu");
        assertUserError("none.conf", in, "--output", out, "--config", folder + "/none.conf");
        assertUserError("list.txt", in, "--output", out, "--model", model, "--manifest", folder + "/list.txt");
        assertUserError("Nothing to score", "--output", out);
        assertUserError("at most two", in, "--output", out, "--set", "scoring.mode=at most two");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private static void assertUserError(String mentioned, String... arguments) {
        List<String> command = new ArrayList<>(List.of("score"));
        command.addAll(List.of(arguments));
        CommandLineRun run = msliqa(command.toArray(String[]::new));

        assertThat(run.err()).contains(mentioned).startsWith("msliqa: ").doesNotContain("\tat ", "Exception");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
