package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.HdfsServer;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in HDFS, scores in HDFS, with a real name node that minds permissions and quotas. */
class ScoreOnHdfsSparkTest {

    @TempDir
    static Path folder;

    private static HdfsServer server;
    private static String model;

    @BeforeAll
    static void start() throws IOException {
        server = HdfsServer.start(folder.resolve("hdfs"));
        Configuration hadoop = SharedSpark.session().sparkContext().hadoopConfiguration();
        hadoop.set("dfs.replication", "1");
        hadoop.set("dfs.blocksize", "1m");
        model = folder.resolve("model").toString();
        TestModels.untrained(1).save(Path.of(model));
        TestPictures.write(folder.resolve("pictures"), 4);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String upload(String place) throws IOException {
        Configuration hadoop = SharedSpark.session().sparkContext().hadoopConfiguration();
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(server.uri(place));
        FileSystem files = target.getFileSystem(hadoop);
        files.mkdirs(target.getParent());
        files.copyFromLocalFile(
                new org.apache.hadoop.fs.Path(folder.resolve("pictures").toString()), target);
        return target.toString();
    }

    private static CommandLineRun score(String input, String output) {
        return msliqa(
                "score",
                input,
                "--output",
                output,
                "--model",
                model,
                "--mode",
                "single",
                "--set",
                "scoring.wave-images=2");
    }

    private static List<String> rows(String table) {
        return ScoreTable.existing(SharedSpark.session(), table)
                .read()
                .selectExpr("image", "coalesce(reason, status)")
                .collectAsList()
                .stream()
                .map(Row::mkString)
                .map(row -> row.replaceFirst(".*/", ""))
                .sorted()
                .toList();
    }

    @Test
    void aFolderWithoutPermissionIsARowAndAllElseIsScoredOnce() throws IOException {
        String pictures = upload("/plain/pictures");
        server.allow("/plain/pictures/closed", 0700);
        String table = server.uri("/plain/scores");

        CommandLineRun first = score(pictures, table);
        CommandLineRun second = score(pictures, table);

        assertThat(first.err()).isEmpty();
        assertThat(first.out())
                .contains("5 pictures found = 4 scored + 1 failed + 0 skipped")
                .contains("UNREADABLE", "/plain/pictures/closed", "Permission denied");
        assertThat(second.out()).contains("5 pictures found = 0 scored + 0 failed + 5 skipped");
        assertThat(rows(table))
                .containsExactly(
                        "closedUNREADABLE",
                        "picture-00.pngSCORED",
                        "picture-01.pngSCORED",
                        "picture-02.pngSCORED",
                        "picture-03.pngSCORED");
    }

    @Test
    void whatDoesNotFitIsOneClearMessageAndTheNextRunGoesOn() throws IOException {
        String pictures = upload("/full/pictures");
        server.allow("/full/scores", 0777);
        String table = server.uri("/full/scores");
        server.limit("/full/scores", 512 * 1024);

        CommandLineRun full = score(pictures, table);
        server.limit("/full/scores", -1);
        CommandLineRun next = score(pictures, table);

        assertThat(full.err())
                .startsWith("msliqa: ")
                .contains("there is no room left", "/full/scores")
                .doesNotContain("\tat ");
        assertThat(full.code()).isEqualTo(2);
        assertThat(next.err()).isEmpty();
        assertThat(rows(table)).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aTableThatMayNotBeWrittenToIsOneClearMessage() throws IOException {
        String pictures = upload("/mine/pictures");
        server.allow("/theirs", 0755);

        CommandLineRun run = score(pictures, server.uri("/theirs/scores"));

        assertThat(run.err())
                .startsWith("msliqa: ")
                .contains("/theirs/scores", "access is denied")
                .doesNotContain("\tat ");
        assertThat(run.code()).isEqualTo(2);
    }
}
