package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What score says and returns where not all is well. */
class ScoreWordsSparkTest {

    @TempDir
    Path folder;

    private Path in;

    @BeforeEach
    void prepare() throws IOException {
        TestModels.untrained(1).save(folder.resolve("model"));
        in = Files.createDirectories(folder.resolve("in"));
    }

    private CommandLineRun score(String... more) {
        List<String> arguments = new ArrayList<>(List.of("score"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--output", folder.resolve("scores").toString()));
        arguments.addAll(List.of("--model", folder.resolve("model").toString(), "--mode", "single"));
        return msliqa(arguments.toArray(String[]::new));
    }

    private List<String> images() {
        return ScoreTable.existing(
                        SharedSpark.session(), folder.resolve("scores").toString())
                .read()
                .select("image")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void whatStaysFailedIsSaidOnEveryRunAndIsNoSuccess() throws IOException {
        Files.writeString(in.resolve("a.png"), "no picture");

        assertThat(score(in.toString()).code()).isEqualTo(1);
        CommandLineRun again = score(in.toString());

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).contains("1 of the skipped have no score, as they failed before");
    }

    @Test
    void aRunThatGoesWrongStopsEarlyAndSaysWhatFailed() throws IOException {
        for (int i = 0; i < 30; i++) {
            Files.writeString(in.resolve(i + ".png"), "no picture");
        }

        CommandLineRun run =
                score(in.toString(), "--set", "scoring.max-failure-rate=0.5", "--set", "scoring.wave-images=20");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("of the first 20 pictures 20 could not be scored (20 ")
                .doesNotContain("\tat ");
        assertThat(images()).hasSize(20);
    }

    @Test
    void aFileOfTheYear1970IsOneLikeOthers() throws IOException {
        TestPictures.write(in, 1);
        Files.setLastModifiedTime(in.resolve("picture-00.png"), FileTime.fromMillis(0));

        assertThat(score(in.toString()).code()).isZero();
        assertThat(score(in.toString()).out()).contains("0 scored + 0 failed + 1 skipped");
    }

    @Test
    void tablesAndTheOutputAreNoPicturesHoweverTheyAreReached() throws IOException {
        TestPictures.write(in, 2);
        assertThat(score(in.toString()).code()).isZero();
        Files.createSymbolicLink(in.resolve("link"), folder.resolve("scores"));
        Files.createDirectories(in.resolve("_commits"));
        TestPictures.write(in.resolve("_commits"), 1);

        CommandLineRun again = score(in.toString());

        assertThat(again.out()).contains("3 pictures found = 1 scored + 0 failed + 2 skipped");
    }

    @Test
    void anOptionWithoutAValueDoesNotTakeTheInputForOne() throws IOException {
        TestPictures.write(in, 1);

        assertThat(score("--retry-failed", in.toString()).err()).isEmpty();
        assertThat(images()).hasSize(1);
        assertThat(score("--retry-failed=UNREDABLE", in.toString()).err()).contains("knows no reason 'UNREDABLE'");
    }

    @Test
    void wrongInputIsOneMessageAndNoTraceWhateverThrows() throws IOException {
        TestPictures.write(in, 1);
        for (String input : List.of("gs://bucket/a", "s3://bucket/a", "nothing://a/b", "in/**/a.jpg", "p{0..3}.jpg")) {
            CommandLineRun run = score(input);
            assertThat(run.code()).as(input + ": " + run.err()).isEqualTo(2);
            assertThat(run.err()).doesNotContain("\tat ").hasLineCount(1);
        }
        assertThat(score("s3://bucket/a").err()).contains("s3a://bucket/a");
        for (String output : List.of("s3://bucket/table", "nothing://a/b", "gs://bucket/table")) {
            CommandLineRun run = msliqa("score", in.toString(), "--output", output);
            assertThat(run.code()).as(output + ": " + run.err()).isEqualTo(2);
            assertThat(run.err()).doesNotContain("\tat ");
        }
    }
}
