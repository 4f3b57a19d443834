package io.msliqa.spark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.checks.TestNights;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings.Notify;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import io.msliqa.spark.settings.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What a night says to other programs, by rules of each format; and by readers of these formats in {@code check_formats.py}, where
 * Python has them.
 */
class NightFormatsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Folders whose names every format finds hard. */
    private static final List<String> GROUPS = List.of("scans", "a\"b\\c", "line\nbreak", "<&>", "\u0001control", "ö");

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private static CheckRow check(String group, Outcome outcome) {
        return new CheckRow(
                Check.LEVEL,
                group.isEmpty() ? "" : "folder",
                group,
                "mean",
                50,
                40,
                -0.5,
                -0.7,
                -0.3,
                0.15,
                0.4,
                100,
                outcome,
                Cause.PICTURES,
                "20 of 20 new pictures look clearly worse: 1.40 where 3.40 is usual <" + group + ">.",
                Severity.CRITICAL);
    }

    private static NightRow night(Outcome outcome, int groups) {
        List<CheckRow> checks = new ArrayList<>(List.of(check("", outcome)));
        for (int i = 0; i < groups; i++) {
            Outcome one = OUTCOMES.get(i % OUTCOMES.size());
            checks.add(check(GROUPS.get(i % GROUPS.size()) + i, one));
        }
        NightRow quiet = TestNights.night("2026-03-01", 100, 3);
        return new NightRow(
                quiet.night(),
                new NightRow.Verdict(
                        outcome,
                        "Folder <A>: worse & worse",
                        false,
                        1,
                        quiet.verdict().judgedAt()),
                quiet.share(),
                quiet.counts(),
                quiet.stack(),
                quiet.baseline(),
                checks,
                quiet.canaries(),
                Map.of("whole run", 12.5));
    }

    private static NightMessage message(NightRow night) {
        return new NightMessage(
                new NightResult(
                        night,
                        List.of(),
                        "nights",
                        Map.of(),
                        new ScoreCounts(new TreeMap<>()),
                        new ScoreCounts(new TreeMap<>()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                new Webhook("https://hooks.slack.com/x", Notify.ALWAYS, Duration.ofSeconds(1), "https://reports"));
    }

    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{(?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*\\})? (\\S+)");

    @Test
    void prometheusGetsGaugesInBaseUnitsEachTypedOnceAndNoneTwice() {
        NightRow failed = night(Outcome.FAIL, 30);
        String text = new String(
                new PrometheusText(failed, List.of(TestNights.night("2026-02-28", 90, 0))).bytes(),
                StandardCharsets.UTF_8);

        assertThat(text).endsWith("\n");
        Set<String> typed = new HashSet<>();
        Set<String> series = new HashSet<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                assertThat(typed.add(line.replaceFirst("# TYPE (\\S+) .*", "$1")))
                        .as(line)
                        .isTrue();
                assertThat(line).endsWith(" gauge");
            } else if (!line.startsWith("# HELP ")) {
                var sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                assertThat(typed).as(line).contains(sample.group(1));
                assertThat(series.add(sample.group(1) + sample.group(2)))
                        .as(line)
                        .isTrue();
                assertThat(Double.parseDouble(sample.group(3))).as(line).isFinite();
            }
        }
        assertThat(text)
                .contains("msliqa_nightly_last_success_timestamp_seconds 1000000.0\n")
                .contains("msliqa_nightly_outcome{outcome=\"fail\"} 1.0\n")
                .contains("msliqa_nightly_duration_seconds 12.5\n")
                .contains("msliqa_nightly_failed_pictures{reason=\"CORRUPT\"} 3.0\n");
    }

    @Test
    void junitGetsATestCaseACheckAndTheCountsAgree() throws Exception {
        NightRow night = night(Outcome.FAIL, 30);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(new JunitXml(night).bytes()));

        Element suite = document.getDocumentElement();
        assertThat(suite.getTagName()).isEqualTo("testsuite");
        assertThat(suite.getAttribute("tests")).isEqualTo("31");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(31);
        for (String[] kind : new String[][] {{"failures", "failure"}, {"errors", "error"}, {"skipped", "skipped"}}) {
            assertThat(document.getElementsByTagName(kind[1]).getLength())
                    .as(kind[1])
                    .isEqualTo(Integer.parseInt(suite.getAttribute(kind[0])))
                    .isPositive();
        }
    }

    @Test
    void openLineageGetsACompleteRunWithAnAssertionACheck() throws IOException {
        NightRow night = night(Outcome.NOT_JUDGED, 12);
        JsonNode event = JSON.readTree(new LineageEvent(night, "archive").bytes());

        assertThat(event.get("eventType").asText()).isEqualTo("COMPLETE");
        OffsetDateTime.parse(event.get("eventTime").asText());
        UUID.fromString(event.at("/run/runId").asText());
        assertThat(event.at("/job/namespace").asText()).isEqualTo("archive");
        JsonNode facet = event.at("/inputs/0/inputFacets/dataQualityAssertions");
        assertThat(facet.get("_producer").asText()).startsWith("https://");
        assertThat(facet.get("_schemaURL").asText()).contains("DataQualityAssertionsDatasetFacet");
        assertThat(facet.get("assertions")).hasSize(13);
        facet.get("assertions").forEach(assertion -> {
            assertThat(assertion.get("assertion").isTextual()).isTrue();
            assertThat(assertion.get("success").isBoolean()).isTrue();
        });
        // What could not be judged has not succeeded.
        assertThat(facet.at("/assertions/0/success").booleanValue()).isFalse();
        assertThat(event.at("/inputs/0/inputFacets/dataQualityMetrics/rowCount").asLong())
                .isEqualTo(100);
        assertThat(JSON.readTree(new LineageEvent(night(Outcome.BROKEN, 0), "a").bytes())
                        .get("eventType")
                        .asText())
                .isEqualTo("FAIL");
    }

    @Test
    void slackGetsNoMoreThanItTakesAndATextBesides() throws IOException {
        NightRow night = night(Outcome.FAIL, 300);
        NightMessage message = message(night);
        JsonNode json = JSON.readTree(new SlackBlocks(night, message, message.link()).bytes());

        assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrder("text", "blocks");
        assertThat(json.get("text").asText()).isNotBlank().hasSizeLessThanOrEqualTo(3_000);
        assertThat(json.get("blocks").size()).isBetween(3, 50);
        json.get("blocks").forEach(NightFormatsTest::checkBlock);
        assertThat(json.at("/blocks/1/text/text").asText()).contains("&lt;A&gt;: worse &amp; worse");
        JsonNode broken = JSON.readTree(SlackBlocks.broken("Picture quality tonight: broken", "x".repeat(9_000)));
        broken.get("blocks").forEach(NightFormatsTest::checkBlock);
    }

    private static void checkBlock(JsonNode block) {
        switch (block.get("type").asText()) {
            case "header" -> {
                assertThat(block.at("/text/type").asText()).isEqualTo("plain_text");
                assertThat(block.at("/text/text").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(150);
            }
            case "section" -> {
                assertThat(block.has("text") || block.has("fields")).isTrue();
                if (block.has("text")) {
                    assertThat(block.at("/text/text").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(3_000);
                }
                if (block.has("fields")) {
                    assertThat(block.get("fields").size()).isBetween(1, 10);
                    block.get("fields")
                            .forEach(field -> assertThat(field.get("text").asText())
                                    .isNotEmpty()
                                    .hasSizeLessThanOrEqualTo(2_000));
                }
            }
            case "context" -> assertThat(block.get("elements").size()).isBetween(1, 10);
            case "divider" -> assertThat(block.size()).isEqualTo(1);
            default -> throw new AssertionError("No block of Slack's: " + block);
        }
    }

    /** By prometheus_client, lxml's or ElementTree's XML reader and jsonschema, where Python has them. */
    @Test
    void readersOfTheseFormatsAcceptThem(@TempDir Path folder) throws IOException, InterruptedException {
        Path program = Path.of("src", "test", "python", "check_formats.py");
        NightRow night = night(Outcome.FAIL, 30);
        NightMessage message = message(night);
        Files.write(folder.resolve("night.prom"), new PrometheusText(night, List.of()).bytes());
        Files.write(folder.resolve("night.xml"), new JunitXml(night).bytes());
        Files.write(folder.resolve("night.openlineage.json"), new LineageEvent(night, "archive").bytes());
        Files.write(folder.resolve("night.slack.json"), new SlackBlocks(night, message, "").bytes());
        Process process;
        try {
            List<String> command = new ArrayList<>(
                    List.of(System.getProperty("msliqa.python", "python3"), program.toString(), folder.toString()));
            // OpenLineage's own schemas, where somebody has them: OpenLineage.json and the facets'.
            Optional.ofNullable(System.getProperty("msliqa.openlineage")).ifPresent(command::add);
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("python3 is not there");
            return;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        System.getLogger("formats").log(System.Logger.Level.INFO, said);
        assertThat(process.exitValue()).as(said).isZero();
    }
}
