package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.S3Server;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.session.Session;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in S3, scores in S3, through S3A and a real server. */
class ScoreOnS3SparkTest {

    @TempDir
    static Path folder;

    private static S3Server server;
    private static String model;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start();
        Configuration hadoop = SharedSpark.session().sparkContext().hadoopConfiguration();
        Session.S3A.forEach(hadoop::set);
        server.serve(hadoop, S3Server.BUCKET);
        server.serve(hadoop, "missing-bucket");
        server.serveWithWrongSecret(hadoop, "wrong-secret");
        TestPictures.write(folder.resolve("pictures"), 4);
        model = folder.resolve("model").toString();
        TestModels.untrained(1).save(Path.of(model));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void upload(String prefix) throws IOException {
        for (int i = 0; i < 4; i++) {
            String name = "picture-0" + i + ".png";
            server.put(
                    prefix + name, Files.readAllBytes(folder.resolve("pictures").resolve(name)));
        }
    }

    private static CommandLineRun score(String input, String output, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("score", input, "--output", output, "--model", model, "--mode", "single"));
        arguments.addAll(List.of(more));
        return msliqa(arguments.toArray(String[]::new));
    }

    private static List<String> rows(String table) {
        return ScoreTable.existing(SharedSpark.session(), table)
                .read()
                .selectExpr("image", "coalesce(reason, status)", "etag is not null")
                .collectAsList()
                .stream()
                .map(Row::mkString)
                .map(row -> row.replaceFirst(".*/", ""))
                .sorted()
                .toList();
    }

    @Test
    void whatLiesInABucketIsScoredIntoABucketAndSkippedNextTime() throws IOException {
        upload("plain/deep/");
        String table = "s3a://archive/scores";

        CommandLineRun first = score("s3a://archive/plain", table, "--set", "scoring.wave-images=3");
        CommandLineRun second = score("s3a://archive/plain/deep/*.png", table);

        assertThat(first.err()).isEmpty();
        assertThat(first.out()).contains("4 pictures found = 4 scored + 0 failed + 0 skipped");
        assertThat(second.out()).contains("4 pictures found = 0 scored + 0 failed + 4 skipped");
        assertThat(rows(table))
                .containsExactly(
                        "picture-00.pngSCOREDtrue",
                        "picture-01.pngSCOREDtrue",
                        "picture-02.pngSCOREDtrue",
                        "picture-03.pngSCOREDtrue");
    }

    @Test
    void aPictureIsOneRequest() throws IOException {
        upload("near/");
        int before = server.looks();

        score("s3a://archive/near", folder.resolve("near").toString());

        assertThat(server.looks() - before)
                .as("questions after the folder alone, and none after a picture")
                .isLessThan(4);
    }

    @Test
    void throttlingAndCutConnectionsAreRetriedAndThenARow() throws IOException {
        upload("faulty/");
        server.spoil("faulty/picture-00.png", S3Server.Fault.THROTTLED, 2);
        server.spoil("faulty/picture-01.png", S3Server.Fault.CUT, 2);
        server.spoil("faulty/picture-02.png", S3Server.Fault.CUT, 1000);
        String table = folder.resolve("faulty").toString();

        score("s3a://archive/faulty", table, "--set", "scoring.read-attempts=2");

        assertThat(rows(table))
                .containsExactly(
                        "picture-00.pngSCOREDtrue",
                        "picture-01.pngSCOREDtrue",
                        "picture-02.pngUNREADABLEtrue",
                        "picture-03.pngSCOREDtrue");
    }

    @Test
    void picturesThatMayNotBeReadAreRowsAndTheOthersAreScored() throws IOException {
        upload("open/");
        upload("open/closed/");
        for (int i = 0; i < 4; i++) {
            server.spoil("open/closed/picture-0" + i + ".png", S3Server.Fault.DENIED, 1000);
        }
        String table = folder.resolve("closed").toString();

        CommandLineRun run = score("s3a://archive/open", table);

        assertThat(run.out())
                .contains("8 pictures found = 4 scored + 4 failed + 0 skipped")
                .contains("UNREADABLE", "open/closed/picture-00.png: The storage says", "Access Denied")
                .doesNotContain(S3Server.SECRET);
    }

    @Test
    void wrongCredentialsAndMissingBucketsAreOneClearMessageAndQuick() {
        String pictures = folder.resolve("pictures").toString();
        String table = folder.resolve("none").toString();
        Instant start = Instant.now();

        assertRefused(score("s3a://wrong-secret/pictures", table), "wrong-secret", "access is denied", "credentials");
        assertRefused(score(pictures, "s3a://wrong-secret/scores"), "wrong-secret", "access is denied", "credentials");
        assertRefused(score("s3a://missing-bucket/pictures", table), "missing-bucket", "ucket", "exist");
        assertRefused(score(pictures, "s3a://missing-bucket/scores"), "missing-bucket", "ucket", "exist");
        assertRefused(
                score("s3a://me:hidden@archive/x", table), "There is a password in the address 's3a://...@archive/x'");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }

    private static void assertRefused(CommandLineRun run, String... mentioned) {
        assertThat(run.err())
                .startsWith("msliqa: ")
                .contains(mentioned)
                .doesNotContain("\tat ", S3Server.SECRET, "a-wrong-secret", "hidden");
        assertThat(run.code()).isEqualTo(2);
    }
}
