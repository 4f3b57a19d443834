package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.spark.Receiver;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command on real files, night after night. */
class NightlyCommandSparkTest {

    @TempDir
    static Path models;

    @TempDir
    Path folder;

    private static String model;
    private static String other;

    @BeforeAll
    static void prepare() {
        SharedSpark.session();
        model = models.resolve("one").toString();
        other = models.resolve("two").toString();
        TestModels.untrained(1).save(Path.of(model));
        TestModels.untrained(2).save(Path.of(other));
    }

    private CommandLineRun nightly(String night, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "nightly",
                folder.resolve("in").toString(),
                "--output",
                folder.resolve("out").toString(),
                "--mode",
                "single",
                "--night",
                night,
                "--set",
                "nightly.fewest-nights=2",
                "--set",
                "nightly.bootstrap.resamples=100"));
        // By one kind of group, a night takes a third of the time.
        arguments.addAll(List.of("--set", "nightly.group-by=[folder]"));
        arguments.addAll(List.of(more));
        if (!arguments.contains("--model")) {
            arguments.addAll(List.of("--model", model));
        }
        return msliqa(arguments.toArray(String[]::new));
    }

    private void pictures(String night, int count, String modified) throws IOException {
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve("in/cam/" + night + "-" + i + ".png");
            TestPictures.write(file, 64, 48, night.hashCode() + i);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse(modified)));
        }
    }

    private void broken(String night, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve("in/cam/" + night + "-broken-" + i + ".png"), new byte[] {1, 2, 3});
        }
    }

    private JsonNode json(String night) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("out/reports/" + night + ".json").toFile());
    }

    private int verdict(String night) throws IOException {
        return new ObjectMapper()
                .readTree(
                        folder.resolve("out/reports/" + night + ".verdict.json").toFile())
                .get("exit_code")
                .asInt();
    }

    private Dataset<Row> history() {
        return SharedSpark.session()
                .read()
                .parquet(folder.resolve("out/history").toString());
    }

    @Test
    void nightsAreScoredJudgedAndKeptOnce() throws IOException {
        for (int i = 1; i <= 3; i++) {
            pictures("2026-01-0" + i, 4, "2026-01-0" + i + "T00:00:00Z");
            CommandLineRun run = nightly("2026-01-0" + i, "--set", "nightly.limits.age.warn=0s");
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isEqualTo(ExitCode.WARNINGS.number());
            assertThat(run.out()).contains("2026-01-0" + i + " NOT JUDGED");
        }
        assertThat(json("2026-01-01").get("headline").asText()).contains("It is too early to judge");
        assertThat(json("2026-01-03").get("baseline")).hasSize(2);
        assertThat(json("2026-01-03").get("pictures").asInt()).isEqualTo(4);

        // Again, with a picture that came late: the night is there once, with five pictures now.
        pictures("2026-01-03-late", 1, "2026-01-03T00:00:00Z");
        nightly("2026-01-03", "--set", "nightly.limits.age.warn=0s");
        assertThat(history().count()).isEqualTo(3);
        assertThat(json("2026-01-03").get("pictures").asInt()).isEqualTo(5);
        assertThat(json("2026-01-03").get("revision").asInt()).isEqualTo(2);

        // Two thirds of the files broken, and receivers that cannot be told.
        pictures("2026-01-04", 8, "2026-01-04T00:00:00Z");
        broken("2026-01-04", 16);
        String nobody = Receiver.nobody();
        CommandLineRun bad = nightly(
                "2026-01-04", "--set", "nightly.webhook.url=" + nobody, "--set", "nightly.openlineage.url=" + nobody);
        assertThat(bad.code()).isEqualTo(ExitCode.QUALITY_FAILED.number());
        assertThat(bad.out()).contains("2026-01-04 FAILED", "UNSUPPORTED_FORMAT");
        assertThat(bad.err().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("msliqa: nobody was told of 2026-01-04: ")
                        && line.endsWith(". The verdict stands."))
                .anyMatch(line -> line.contains("OpenLineage cannot be reached"))
                .anyMatch(line -> line.contains("the webhook cannot be reached"));
        assertThat(verdict("2026-01-04")).isEqualTo(ExitCode.QUALITY_FAILED.number());

        assertThat(nightly("x", "--accept", "2026-01-04").code()).isZero();
        assertThat(history()
                        .filter("night = '2026-01-04' and accepted and outcome = 'FAIL'")
                        .count())
                .isEqualTo(1);
        // Judged again, it stays accepted.
        assertThat(nightly("2026-01-04", "--set", "nightly.limits.age.warn=0s").code())
                .isEqualTo(ExitCode.QUALITY_FAILED.number());
        assertThat(history().filter("night = '2026-01-04' and accepted").count())
                .isEqualTo(1);
        assertThat(nightly("x", "--accept", "2027-01-01").err()).contains("There is no night '2027-01-01'");

        // Four good nights can be compared with each other.
        CommandLineRun replay = nightly("", "--replay");
        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(replay.out())
                .contains("4 nights from 2026-01-01 to 2026-01-04", "1 of 2 would raise an alarm", "failures");

        // The broken files are replaced in place: each counts once, in its newest version.
        for (int i = 0; i < 16; i++) {
            TestPictures.write(folder.resolve("in/cam/2026-01-04-broken-" + i + ".png"), 64, 48, 100 + i);
        }
        assertThat(nightly("2026-01-04", "--set", "nightly.limits.age.warn=0s").code())
                .isZero();
        assertThat(json("2026-01-04").get("pictures").asInt()).isEqualTo(24);
        assertThat(json("2026-01-04").get("failures")).isEmpty();
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("out/replay.json").toFile())
                        .get("nights"))
                .hasSize(4);
        assertThat(nightly("", "--replay", "--except", "2026-01-03,2026-01-04").err())
                .contains("Only 2 good nights");

        // Another model: our own pictures say so.
        pictures("2026-01-05", 4, "2026-01-05T00:00:00Z");
        CommandLineRun changed = nightly("2026-01-05", "--model", other, "--set", "nightly.limits.age.warn=0s");
        assertThat(changed.code()).isEqualTo(ExitCode.WARNINGS.number());
        assertThat(changed.out()).contains("Another model scores the pictures").contains("4 new pictures");
        assertThat(Files.readString(folder.resolve("out/reports/index.html")))
                .contains("2026-01-01.html", "2026-01-05.html");
        assertThat(Files.readString(folder.resolve("out/reports/2026-01-04.eml")))
                .startsWith("Subject: Picture quality 2026-01-04: passed\n");
        assertThat(verdict("2026-01-05")).isEqualTo(ExitCode.WARNINGS.number());
        assertThat(folder.resolve("out/reports/msliqa.prom")).content().contains("msliqa_nightly_pictures 4.0");
    }

    @Test
    void furtherModelsScoreInTheSameRunAndJudgeNothing() throws IOException {
        List<String> two = List.of("--model", model, "--model", other, "--set", "nightly.limits.age.warn=0s");
        for (int i = 1; i <= 3; i++) {
            pictures("2026-03-0" + i, 4, "2026-03-0" + i + "T00:00:00Z");
            broken("2026-03-0" + i, 1);
            CommandLineRun run = nightly("2026-03-0" + i, two.toArray(String[]::new));
            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .contains("5 new pictures = 4 scored + 1 failed")
                    .containsPattern("also by untrained: 4 scored, 1 failed, mean [\\d.]+" + (i == 3 ? " \\(" : ""));
        }
        JsonNode last = json("2026-03-03");
        assertThat(last.get("pictures").asInt()).isEqualTo(5);
        assertThat(last.at("/others")).hasSize(1);
        Dataset<Row> scored = ScoreTable.existing(
                        SharedSpark.session(), folder.resolve("out/scores").toString())
                .read();
        assertThat(scored.count()).isEqualTo(2 * 15);
        double mean = scored.filter("image like '%2026-03-03%' and model_id <> '"
                        + last.at("/stack/modelId").asText() + "'")
                .agg(functions.avg("score"))
                .first()
                .getDouble(0);
        // The night keeps quarters of a point of a hundred, on a scale of four.
        assertThat(last.at("/others/0/mean_score").doubleValue()).isCloseTo(mean, within(0.01));
        assertThat(Files.readString(folder.resolve("out/reports/2026-03-03.html")))
                .contains("What other models say");

        // The night again: the side table is still there, and nothing is scored twice.
        assertThat(nightly("2026-03-03", two.toArray(String[]::new)).out()).contains("also by untrained: 4 scored");
        assertThat(scored.count()).isEqualTo(2 * 15);

        // By the other model alone, which has scored all: only the stack has changed.
        pictures("2026-03-04", 4, "2026-03-04T00:00:00Z");
        assertThat(nightly("2026-03-04", "--model", other, "--set", "nightly.limits.age.warn=0s")
                        .out())
                .contains("Another model scores the pictures", "4 new pictures")
                .doesNotContain("also by");
    }

    @Test
    void agreementWithPeopleIsCheckedAndNoBadReceiverChangesTheVerdict() throws IOException {
        StringBuilder labels = new StringBuilder("image,score\n");
        for (int night = 1; night <= 3; night++) {
            for (int i = 0; i < 6; i++) {
                labels.append("2026-02-0")
                        .append(night)
                        .append('-')
                        .append(i)
                        .append(".png,")
                        .append(1 + i % 4)
                        .append('\n');
            }
        }
        Path csv = Files.writeString(folder.resolve("labels.csv"), labels.toString());
        // As users run it, with all that pictures are grouped by. Three bad receivers, a night each, change no verdict.
        List<String> receivers = List.of("refusing", "slow", "broken");
        List<String> problems =
                List.of("answered with HTTP status 403", "did not answer within 400 ms", "cannot be reached");
        try (Receiver receiver = new Receiver();
                SharedSpark.Compiling compiling = SharedSpark.compiling()) {
            for (int night = 1; night <= 3; night++) {
                String name = "2026-02-0" + night;
                String how = receivers.get(night - 1);
                pictures(name, 6, name + "T00:00:00Z");
                CommandLineRun run = nightly(
                        name,
                        "--truth",
                        "csv=" + csv + ",name=panel,min=1,max=5",
                        "--set",
                        "nightly.group-by=[folder,camera,cause,format,size]",
                        "--set",
                        "nightly.fewest-pictures=5",
                        "--set",
                        "nightly.cut=06:00",
                        "--set",
                        "nightly.openlineage.url=" + receiver.url(how),
                        "--set",
                        "nightly.openlineage.timeout=" + (how.equals("slow") ? "400ms" : "1m"),
                        "--set",
                        "nightly.limits.age.warn=0s");
                assertThat(run.err().lines())
                        .singleElement()
                        .asString()
                        .startsWith("msliqa: nobody was told of " + name + ": OpenLineage " + problems.get(night - 1))
                        .endsWith(". The verdict stands.");
                assertThat(run.code()).isLessThan(ExitCode.USER_ERROR.number()).isEqualTo(verdict(name));
            }
        }
        List<String> found = new ArrayList<>();
        json("2026-02-03").get("checks").forEach(check -> {
            if (check.get("check").asText().equals("AGREEMENT")) {
                found.add(check.get("statistic").asText() + " "
                        + check.get("pictures").asInt());
            }
        });
        assertThat(found).containsExactly("SRCC 6", "change of SRCC 6");

        CommandLineRun wrong = nightly("2026-02-04", "--truth", "csv=" + folder.resolve("none.csv") + ",min=1,max=5");
        assertThat(wrong.code()).isEqualTo(ExitCode.USER_ERROR.number());
        assertThat(wrong.err()).contains("none.csv").doesNotContain("\tat ");
    }

    @Test
    void missedNightsAreNoticedAndBackfilled() throws IOException {
        pictures("2026-01-01", 3, "2026-01-01T00:00:00Z");
        nightly("2026-01-01");
        pictures("2026-01-02", 2, "2026-01-01T12:00:00Z");
        pictures("2026-01-03", 4, "2026-01-02T12:00:00Z");
        pictures("2026-01-04", 5, "2026-01-03T12:00:00Z");
        CommandLineRun run;
        try (Receiver receiver = new Receiver()) {
            run = nightly(
                    "2026-01-04",
                    "--backfill",
                    "--set",
                    "nightly.cut=06:00",
                    "--set",
                    "nightly.openlineage.url=" + receiver.url("listening"));
            assertThat(run.err()).isEmpty();
            assertThat(receiver.body())
                    .isEqualTo(Files.readString(folder.resolve("out/reports/2026-01-04.openlineage.json")));
        }

        assertThat(run.out()).contains("2026-01-02 ", "2026-01-03 ", "2026-01-04 ");
        assertThat(history().count()).isEqualTo(4);
        assertThat(json("2026-01-02").get("pictures").asInt()).isEqualTo(2);
        assertThat(json("2026-01-03").get("pictures").asInt()).isEqualTo(4);
        assertThat(json("2026-01-04").get("pictures").asInt()).isEqualTo(5);
        // One run scored eleven pictures: what it took is each night's own by its pictures.
        double second = json("2026-01-02").get("seconds").get("whole run").doubleValue();
        double third = json("2026-01-03").get("seconds").get("whole run").doubleValue();
        assertThat(third / second).isCloseTo(4.0 / 2, within(0.02));

        pictures("2026-01-06", 2, "2026-01-06T00:00:00Z");
        CommandLineRun gap = nightly("2026-01-06", "--set", "nightly.limits.age.warn=0s");
        assertThat(gap.code()).as(gap.out()).isEqualTo(ExitCode.WARNINGS.number());
        assertThat(gap.out()).contains("2026-01-05", "--backfill");
    }

    /** A network whose numbers are none: the check does not work, and that is no pass. */
    @Test
    void aBrokenCheckIsNeverAPass() throws IOException {
        Path broken = folder.resolve("model");
        TestModels.withoutNumbers().save(broken);
        pictures("2026-01-01", 2, "2026-01-01T00:00:00Z");
        CommandLineRun run = nightly("2026-01-01", "--model", broken.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.BROKEN.number());
        assertThat(run.out()).contains("2026-01-01 BROKEN: Our scoring program is broken");
        assertThat(history().filter("outcome = 'BROKEN'").count()).isEqualTo(1);
    }

    /** Who waits for a message must not take silence for a pass. */
    @Test
    void aRunThatBreaksIsTold() throws IOException {
        try (Receiver receiver = new Receiver()) {
            CommandLineRun run = nightly("2026-01-01", "--set", "nightly.webhook.url=" + receiver.url("listening"));

            assertThat(run.code()).isEqualTo(ExitCode.USER_ERROR.number());
            JsonNode json = new ObjectMapper().readTree(receiver.body());
            assertThat(json.get("outcome").asText()).isEqualTo("BROKEN");
            assertThat(json.get("text").asText()).contains("2026-01-01: broken", "could not be made", "There is no");
        }
    }

    @Test
    void wrongInputIsSaidInOneMessage() {
        CommandLineRun run = nightly("../x");
        assertThat(run.code()).isEqualTo(ExitCode.USER_ERROR.number());
        assertThat(run.err()).contains("--night '../x'").doesNotContain("\tat ");

        CommandLineRun missing = nightly("2026-01-01");
        assertThat(missing.code()).isEqualTo(ExitCode.USER_ERROR.number());
        assertThat(missing.err()).contains("There is no").doesNotContain("\tat ");
        assertThat(nightly("2026-11-31").err()).contains("'2026-11-31' is no date that there is");
        assertThat(nightly("2026-01-01", "--set", "nightly.group-by=[colour]").err())
                .contains("column:NAME");
    }
}
