package io.msliqa.spark.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same pictures scored, evaluated and judged by night in eight languages, two time zones and two umasks: the same rows, names,
 * reports and messages. Takes minutes: not one of the tests, but {@code make locale-test}.
 */
class LocaleRuns {

    private static final Path SAMPLES = Path.of("../docs/samples");

    /** Languages with digits, calendars or an i of their own. */
    private static final List<String> LANGUAGES =
            List.of("en_US_", "ar_EG_", "fa_IR_", "bn_BD_", "mr_IN_", "th_TH_TH", "tr_TR_", "de_DE_");

    private static final List<String> ZONES = List.of("UTC", "Pacific/Chatham");
    private static final List<String> UMASKS = List.of("022", "077");

    /** What says when and how fast, and differs from run to run. */
    private static final Map<String, String> OF_THE_MOMENT = new TreeMap<>(Map.ofEntries(
            entry("\\d{8}T\\d{6}-[0-9a-f]{6}", "RUN"),
            entry(
                    "(?m)^( *\\d{8}T\\d{6}-[0-9a-f]{6}) +[0-9]+ s( .*) [0-9.]+( +\\d+ single.*)$",
                    "$1 SECONDS$2 SPEED$3"),
            entry("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?(\\.\\d+)?Z?", "TIME"),
            entry("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID"),
            entry("(?m)^.*(pictures a second|Seconds by stage).*$|(core-seconds a picture) .*$", "SPEED"),
            entry("<b>[0-9.]+ s</b>", "SECONDS"),
            entry("(?m)^(msliqa_nightly_(last_run_timestamp|duration)_seconds) .*$", "$1 SECONDS"),
            entry(
                    "\"(seconds|list|read|decode|sample|infer|reduce|write|whole run)\"( ?: ?)[0-9.E-]+",
                    "\"$1\"$2SECONDS"),
            // Only a picture's age in hours is a number of that many digits here.
            entry("\"(effect|lower|upper|actual)\"( ?: ?\"?)[0-9]{4,}[0-9.]*", "\"$1\"$2AGE"),
            entry("(\\.parquet\" : )\\d+", "$1SIZE"),
            entry("[0-9.,]+ days? before", "DAYS before"),
            entry("(?<![0-9.])1[0-9]{12}(?![0-9])", "MILLISECONDS")));

    @TempDir
    Path folder;

    private Path pictures;

    @BeforeEach
    void layOut() throws IOException {
        pictures = Files.createDirectories(folder.resolve("pictures"));
        List<String> truth = new ArrayList<>(List.of("image,mos,reference"));
        try (Stream<Path> samples = Files.list(SAMPLES)) {
            for (Path sample : samples.sorted().toList()) {
                String name = sample.getFileName().toString();
                Path copy = Files.copy(sample, pictures.resolve(name));
                Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-01-01T20:00:00Z")));
                truth.add(name + "," + (5 - 0.5 * Integer.parseInt(name.split("-", -1)[1])) + ","
                        + name.split("-", -1)[0]);
            }
        }
        Files.write(folder.resolve("truth.csv"), truth);
    }

    @Test
    void everywhereTheSame() throws Exception {
        SortedMap<String, String> first = new TreeMap<>();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            String language = LANGUAGES.get(i);
            String zone = ZONES.get(i % 2);
            String umask = UMASKS.get(i / 2 % 2);
            SortedMap<String, String> all = all(language, zone, umask);
            if (first.isEmpty()) {
                first.putAll(all);
                assertThat(first).hasSizeGreaterThan(20);
            }
            String where = language + " " + zone + " " + umask;
            assertThat(all.keySet()).as(where).isEqualTo(first.keySet());
            SoftAssertions.assertSoftly(softly -> all.forEach((name, text) ->
                    softly.assertThat(text).as(where + ": " + name).isEqualTo(first.get(name))));
            System.out.println(where + ": " + all.size() + " tables, reports and messages as in the first");
        }
    }

    /** What the commands wrote and said, by name. */
    private SortedMap<String, String> all(String language, String zone, String umask) throws Exception {
        Path output = folder.resolve("output");
        SortedMap<String, String> all = new TreeMap<>();
        String truth = "csv=" + folder.resolve("truth.csv") + ",images=" + pictures + ",min=1,max=5,better=higher";
        List<List<String>> commands = List.of(
                List.of("score", pictures.toString(), "--output", output + "/scores"),
                List.of("runs", output + "/scores"),
                List.of("evaluate", "--truth", truth, "--model", "shipped", "--output", output + "/evaluation"),
                List.of("nightly", pictures.toString(), "--output", output + "/nightly", "--night", "2026-01-02"),
                List.of("nightly", pictures.toString(), "--output", output + "/nightly", "--night", "2026-01-03"),
                List.of("score", pictures.resolve("meadow-0-clean.jpg").toString()),
                List.of("score", folder.resolve("nothing").toString(), "--output", output + "/none"));
        for (int i = 0; i < commands.size(); i++) {
            all.put("said-" + i, said(commands.get(i), language.split("_", -1), zone, umask));
        }
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = ofTheMoment(output.relativize(file).toString());
                if (!name.endsWith(".parquet") && !name.endsWith(".crc")) {
                    all.put(name, ofTheMoment(Files.readString(file, ISO_8859_1)));
                }
            }
        }
        for (String table : List.of("scores", "nightly/scores", "nightly/history", "evaluation/pairs")) {
            all.put(table, rows(output.resolve(table)));
        }
        Files.move(output, folder.resolve(language + umask));
        return all;
    }

    private String said(List<String> arguments, String[] language, String zone, String umask) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("bash", "-c", "umask " + umask + " && exec \"$@\"", "bash", "../submit/msliqa"));
        command.addAll(arguments);
        if (!arguments.get(0).equals("runs")) {
            command.addAll(List.of("--mode", "single"));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Duser.language=" + language[0] + " -Duser.country=" + language[1] + " -Duser.variant="
                                + language[2] + " -Duser.timezone=" + zone);
        builder.environment().remove("SPARK_HOME");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return ofTheMoment(said.replaceAll("(?m)^Picked up JAVA_TOOL_OPTIONS.*\n", "") + "\nexit " + process.waitFor());
    }

    private static String ofTheMoment(String text) {
        String plain = text;
        for (Map.Entry<String, String> one : OF_THE_MOMENT.entrySet()) {
            plain = plain.replaceAll(one.getKey(), one.getValue());
        }
        return plain;
    }

    private static String rows(Path table) {
        Dataset<Row> rows = SharedSpark.session().read().parquet(table.toString());
        return rows.toJSON().collectAsList().stream()
                .map(LocaleRuns::ofTheMoment)
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
