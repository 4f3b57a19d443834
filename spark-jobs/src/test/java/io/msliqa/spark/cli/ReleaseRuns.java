package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.spark.SampleScores;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The archives of a release in the hands of a stranger: an empty folder, an empty home, Java, and nothing of this build. Takes
 * a minute or two: not one of the tests, but {@code make dist-test}.
 */
class ReleaseRuns {

    private static final Path DIST = Path.of("../submit/dist/target");

    /** A line of the list: licences, each in parentheses, then a name, then the artifact. */
    private static final Pattern LICENCE =
            Pattern.compile("(?m)^\\s*(?<licences>\\(.+\\)) .*\\((?<artifact>[\\w.-]+:[\\w.-]+:[\\w.-]+) - .*\\)$");

    @TempDir
    static Path folder;

    private static Path standalone;
    private static Path withoutSpark;

    /** Of what was unpacked: Spark's local clusters leave their work beside it. */
    private static long bytes;

    /** How a command of a release ended, and what it said. */
    private record Ended(int code, String said) {}

    @BeforeAll
    static void unpack() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        assertThat(home).isEmptyDirectory();
        for (Path archive : archives()) {
            long start = System.nanoTime();
            assertThat(run(folder, Map.of(), "tar", "xzf", archive.toRealPath().toString())
                            .code())
                    .isZero();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f MB, unpacked in %.1f s%n",
                    archive.getFileName(),
                    Files.size(archive) / 1e6,
                    (System.nanoTime() - start) / 1e9);
        }
        standalone = unpacked("-bin");
        bytes = PathUtils.sizeOf(standalone);
        withoutSpark = unpacked("-bin-without-spark");
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(DIST)) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(".tar.gz")).toList();
            assertThat(archives).hasSize(2);
            return archives;
        }
    }

    private static Path unpacked(String flavour) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(path -> path.getFileName().toString().matches("msliqa-[0-9.]+" + flavour))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** In an environment that has nothing but Java and a home. */
    private static Ended run(Path where, Map<String, String> more, String... command) throws Exception {
        ProcessBuilder process =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        process.environment().clear();
        process.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "LANG",
                        "C.UTF-8",
                        "HOME",
                        folder.resolve("home").toString()));
        process.environment().putAll(more);
        long start = System.nanoTime();
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = started.waitFor();
        System.out.printf(
                Locale.ROOT,
                "%s: code %d, %.1f s%n",
                String.join(" ", command),
                code,
                (System.nanoTime() - start) / 1e9);
        return new Ended(code, said);
    }

    private static void assertTheTableIsThatOfTheSamples(Path table) {
        Map<String, Double> scores = new TreeMap<>();
        for (Row row : ScoreTable.existing(SharedSpark.session(), table.toString())
                .read()
                .select("image", "score")
                .collectAsList()) {
            scores.put(row.getString(0).replaceFirst(".*/", ""), row.getDouble(1));
        }
        Map<String, Double> expected = SampleScores.asWholes();
        assertThat(scores).hasSameSizeAs(expected);
        // The expected ones are of double precision; engines have single, and add in their own order.
        expected.forEach((picture, score) -> assertThat(scores.get(picture)).isCloseTo(score, within(1e-5)));
    }

    @Test
    void theChecksumsAreThoseOfTheArchives() throws IOException {
        for (Path archive : archives()) {
            String said = Files.readString(archive.resolveSibling(archive.getFileName() + ".sha512"));
            assertThat(said.trim().split(" \\*"))
                    .containsExactly(
                            new DigestUtils("SHA-512").digestAsHex(archive.toFile()),
                            archive.getFileName().toString());
        }
    }

    @Test
    void aPictureHasItsScoreAtOnce() throws Exception {
        Ended shown = run(standalone, Map.of(), "bin/msliqa", "score", "docs/samples/harbour-0-clean.jpg");

        assertThat(shown.code()).as(shown.said()).isZero();
        assertThat(shown.said())
                .contains(String.format(
                        Locale.ROOT, "%8.3f", SampleScores.byLevels().get("harbour-0-clean.jpg")));
        assertThat(folder.resolve("home")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local[2]", "local-cluster[2,1,1024]"})
    void theStandaloneOneScoresTheSamplesWithTheSparkInside(String master) throws Exception {
        Path table = folder.resolve("table-" + master.replaceAll("\\W", ""));

        Ended scored = run(
                standalone,
                Map.of(),
                "bin/msliqa",
                "score",
                "docs/samples",
                "--mode=single",
                "--output",
                table.toString(),
                "--master",
                master);

        assertThat(scored.code()).as(scored.said()).isZero();
        assertTheTableIsThatOfTheSamples(table);
        assertThat(folder.resolve("home")).isEmptyDirectory();
    }

    @Test
    void theOtherOneScoresTheSamplesWithTheUsersSpark() throws Exception {
        Path table = folder.resolve("table-users");
        String spark = Path.of("../submit/target/spark-home").toRealPath().toString();
        String[] command = {"bin/msliqa", "score", "docs/samples", "--mode=single", "--output", table.toString()};

        Ended without = run(withoutSpark, Map.of(), command);
        Ended with = run(withoutSpark, Map.of("SPARK_HOME", spark), command);

        assertThat(without.code()).isEqualTo(2);
        assertThat(without.said()).hasLineCount(1).contains("Set SPARK_HOME to a Spark 4.");
        assertThat(with.code()).as(with.said()).isZero();
        assertTheTableIsThatOfTheSamples(table);
    }

    /** Each jar is in the bill of materials, and has a licence in the list of licences if it is not ours. */
    @Test
    void everyJarIsInTheBillOfMaterialsAndHasALicence() throws IOException {
        for (Path release : List.of(standalone, withoutSpark)) {
            Map<String, String> known = new TreeMap<>();
            JsonNode bill =
                    new ObjectMapper().readTree(release.resolve("sbom.json").toFile());
            for (JsonNode component : bill.get("components")) {
                String classifier = component.get("purl").asText().replaceFirst("^[^?]*\\??", "");
                String suffix = classifier.contains("classifier=")
                        ? "-" + classifier.replaceFirst(".*classifier=([^&]*).*", "$1")
                        : "";
                String name = component.get("name").asText();
                String version = component.get("version").asText();
                known.put(
                        name + "-" + version + suffix + ".jar",
                        component.get("group").asText() + ":" + name + ":" + version);
            }
            Map<String, String> licences = new TreeMap<>();
            Matcher line = LICENCE.matcher(Files.readString(release.resolve("THIRD-PARTY.txt")));
            while (line.find()) {
                licences.put(line.group("artifact"), line.group("licences"));
            }
            assertThat(known.keySet()).containsAll(jars(release));
            assertThat(licences.values()).noneMatch(licence -> licence.matches("(?i).*unknown.*"));
            assertThat(jars(release).stream().map(known::get).filter(artifact -> !artifact.startsWith("io.msliqa:")))
                    .allMatch(licences::containsKey, "has a licence in " + release);
            assertThat(release.resolve("LICENSE")).isNotEmptyFile();
            assertThat(release.resolve("NOTICE")).isNotEmptyFile();
        }
    }

    private static List<String> jars(Path release) throws IOException {
        try (Stream<Path> files = Files.walk(release)) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .collect(Collectors.toList());
            assertThat(jars).hasSizeGreaterThan(80);
            return jars;
        }
    }

    /** What serves nobody on the platforms of a release makes it large. */
    @Test
    void nothingOfPyTorchAndOfOtherPlatformsIsInIt() throws Exception {
        assertThat(jars(standalone)).noneMatch(jar -> jar.startsWith("pytorch-native"));
        Path onnx;
        try (Stream<Path> files = Files.list(standalone.resolve("jars/lib"))) {
            onnx = files.filter(file -> file.getFileName().toString().startsWith("onnxruntime"))
                    .findFirst()
                    .orElseThrow();
        }
        String listed = run(folder, Map.of(), "unzip", "-l", onnx.toString()).said();
        assertThat(listed)
                .contains(
                        "linux-x64/libonnxruntime.so",
                        "linux-aarch64/libonnxruntime.so",
                        "osx-aarch64/libonnxruntime.dylib")
                .doesNotContain("win-x64", "dSYM");
        assertThat(bytes).isLessThan(400_000_000);
    }

    @Test
    void theManualAndTheCompletionLieWhereTheyAreLookedFor() {
        assertThat(standalone.resolve("share/man/man1/msliqa.1")).content().startsWith(".TH MSLIQA 1");
        assertThat(standalone.resolve("share/bash-completion/completions/msliqa"))
                .content()
                .contains("complete -F", "nightly");
    }
}
