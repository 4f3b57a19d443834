package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.scoring.Versions;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs what the pages tell a reader to type, on the sample pictures: with this build, with a release's archives, and with a Spark
 * that was downloaded, whose scores have the same bits. Takes many minutes: not one of the tests, but {@code make docs-test}.
 */
class DocsRuns {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** A Python that has PySpark, whose Spark is a whole one. */
    private static final String PYTHON = "pyspark";

    /** A folder to which the artifacts were deployed. */
    private static final String REPOSITORY = "repository";

    private static final Pattern OUTPUT = Pattern.compile("--output (\\S+)");
    private static final Pattern SCORE = Pattern.compile("([\\w-]+)\\.jpg\\W+([0-5]\\.[0-9]+)");

    @TempDir
    static Path folder;

    private static DocsSite site;
    private static ReadersMachine machine;

    @BeforeAll
    static void layOut() throws Exception {
        site = DocsSite.read(ROOT);
        machine = new ReadersMachine(
                folder, System.getProperty(PYTHON) == null ? ROOT.resolve("submit/target/spark-home") : spark());
        said("tar xzf msliqa-" + version() + "-bin-without-spark.tar.gz");
    }

    @AfterAll
    static void stop() {
        machine.close();
    }

    private static String version() {
        // Without the commit behind it.
        return Versions.msliqa().split(" ", 2)[0];
    }

    /** Commands that all end well, and what the last one says. */
    private static String said(String... commands) throws Exception {
        String said = "";
        try (ReadersShell shell = machine.shell()) {
            for (String command : commands) {
                said = ended(shell, command).said();
            }
        }
        return said;
    }

    private static ReadersShell.Typed ended(ReadersShell shell, String command) throws Exception {
        ReadersShell.Typed typed = shell.type(command);
        // 1 is a night with a warning.
        assertThat(typed.code()).as(command + "\n" + typed.said()).isBetween(0, command.contains("nightly") ? 1 : 0);
        return typed;
    }

    static Stream<String> pages() {
        return site.pages().keySet().stream()
                .filter(page -> !page.endsWith(DocsSite.REFERENCE))
                .filter(Pattern.compile(System.getProperty("page", "")).asPredicate())
                .filter(page -> DocsCommands.blocks(site.pages().get(page)).stream()
                        .flatMap(block -> block.commands().stream())
                        .anyMatch(command -> DocsCommands.excepted(command).isEmpty()));
    }

    /** A page's commands from the first to the last, in one shell: they do, and print, what they promise. */
    @ParameterizedTest
    @MethodSource("pages")
    void thePagesCommandsRun(String page) throws Exception {
        try (ReadersShell shell = machine.shell()) {
            for (DocsCommands.Block block : DocsCommands.blocks(site.pages().get(page))) {
                machine.clearFor(block);
                List<String> said = List.of();
                for (String command : block.commands()) {
                    Optional<DocsCommands.Excepted> excepted = DocsCommands.excepted(command);
                    if (excepted.isPresent()) {
                        System.out.println(
                                "Not run: " + command + ": " + excepted.get().why());
                    } else {
                        said = run(shell, command)
                                .lines()
                                .map(String::stripTrailing)
                                .filter(line -> !line.isEmpty())
                                .toList();
                    }
                }
                assertThat(said).endsWith(block.printed().toArray(String[]::new));
            }
        }
    }

    private static String run(ReadersShell shell, String command) throws Exception {
        machine.bringFor(command);
        String here = machine.here(command);
        ReadersShell.Typed typed = ended(shell, here);
        Matcher output = OUTPUT.matcher(here);
        String place = output.find() ? output.group(1) : ".";
        for (DocsCommands.Promise promise : DocsCommands.promises(command)) {
            assertThat(typed.said()).as(command).contains(promise.says());
            if (!place.contains("://")) {
                assertThat(promise.files()).as(command).allSatisfy(file -> assertThat(
                                typed.folder().resolve(place).resolve(file))
                        .exists());
            }
        }
        return typed.said();
    }

    private static Path spark() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(
                        System.getProperty(PYTHON),
                        "-c",
                        "import os, pyspark; print(os.path.dirname(pyspark.__file__))")
                .start();
        return Path.of(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    /** Of {@code docs/maven.md}, the block with a word in it. */
    private static String block(String word) {
        return DocsSite.code(site.pages().get("docs/maven.md")).stream()
                .filter(block -> block.contains(word))
                .findFirst()
                .orElseThrow();
    }

    /** The bits that the command line gives, by the names of the pictures. */
    private static Map<String, Double> scoresOf(Path table) {
        Map<String, Double> scores = new TreeMap<>();
        for (Row row : ScoreTable.existing(SharedSpark.session(), table.toString())
                .read()
                .select("image", "score")
                .collectAsList()) {
            scores.put(row.getString(0).replaceFirst(".*/(.*)\\.jpg", "$1"), row.getDouble(1));
        }
        assertThat(scores).isNotEmpty();
        return scores;
    }

    private static Map<String, Double> scoresIn(String said) {
        Map<String, Double> scores = new TreeMap<>();
        Matcher score = SCORE.matcher(said);
        while (score.find()) {
            scores.put(score.group(1), Double.parseDouble(score.group(2)));
        }
        return scores;
    }

    private static Map<String, Double> commandLines() throws Exception {
        Path table = folder.resolve("data/by-command-line");
        if (!Files.exists(table)) {
            said("submit/msliqa score " + folder.resolve("data/pictures") + " --output " + table);
        }
        return scoresOf(table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--class", "--packages"})
    @EnabledIfSystemProperty(named = PYTHON, matches = ".+")
    void sparkSubmitGivesTheSameBits(String way) throws Exception {
        Path table = folder.resolve("data/scores");
        PathUtils.deleteDirectory(Files.createDirectories(table));
        Path conf = Files.createDirectories(folder.resolve("spark-conf"));
        Files.writeString(conf.resolve("spark-defaults.conf"), "spark.jars.ivy " + folder.resolve("ivy") + "\n");
        String repository = Path.of(System.getProperty(REPOSITORY, ".")).toUri().toString();

        said(
                "export PATH=" + spark().resolve("bin") + ":$PATH SPARK_CONF_DIR=" + conf,
                machine.here(block("spark-submit " + way + " "))
                        .replace("https://repository.example.org/maven", repository));

        assertThat(scoresOf(table)).isEqualTo(commandLines());
    }

    @Test
    @EnabledIfSystemProperty(named = PYTHON, matches = ".+")
    void sparkSqlGivesTheSameBits() throws Exception {
        String said = said("export PATH=" + spark().resolve("bin") + ":$PATH", machine.here(block("spark-sql")));

        assertThat(scoresIn(said)).isEqualTo(commandLines());
    }

    @Test
    @EnabledIfSystemProperty(named = PYTHON, matches = ".+")
    void pySparkGivesTheSameBits() throws Exception {
        Path program = Files.writeString(folder.resolve("notebook.py"), machine.here(block("SparkSession.builder")));

        String said = said(System.getProperty(PYTHON) + " " + program);

        assertThat(scoresIn(said)).isEqualTo(commandLines());
    }

    /** A project outside this tree, with the artifacts from the repository and all others from Maven Central. */
    @Test
    @EnabledIfSystemProperty(named = REPOSITORY, matches = ".+")
    void aMavenProjectGivesTheSameBits() throws Exception {
        Path project = folder.resolve("consumer");
        PathUtils.copyDirectory(ROOT.resolve("docs/examples/score-one-picture"), project);
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <profiles><profile><id>ours</id>
                    <repositories><repository><id>ours</id><url>OURS</url></repository></repositories>
                  </profile></profiles>
                  <activeProfiles><activeProfile>ours</activeProfile></activeProfiles>
                </settings>
                """.replace(
                        "OURS", Path.of(System.getProperty(REPOSITORY)).toUri().toString()));

        String said = said("mvn -B -q -s " + settings + " -Dmaven.repo.local=" + folder.resolve("m2") + " -f " + project
                + " compile exec:java -Dexec.args=" + folder.resolve("data/pictures/harbour-5-jpeg.jpg"));

        assertThat(said.lines()).contains(commandLines().get("harbour-5-jpeg").toString());
    }

    /** Sources, Javadoc, and a POM that says whose it is: what Maven Central asks for, but for signatures. */
    @Test
    @EnabledIfSystemProperty(named = REPOSITORY, matches = ".+")
    void theRepositoryHasWhatCentralAsksFor() throws IOException {
        Path ours = Path.of(System.getProperty(REPOSITORY), "io/msliqa");
        List<String> jars = new ArrayList<>();
        try (Stream<Path> artifacts = Files.list(ours)) {
            for (Path artifact : artifacts.filter(Files::isDirectory).sorted().toList()) {
                String name = artifact.getFileName() + "-" + version();
                Path place = artifact.resolve(version());
                assertThat(place.resolve(name + ".pom.sha1")).exists();
                String pom = Files.readString(place.resolve(name + ".pom"));
                assertThat(pom).as(name).contains("<name>");
                if (!pom.contains("<parent>")) {
                    assertThat(pom)
                            .as(name)
                            .contains("<description>", "<url>", "<licenses>", "<developers>", "<connection>");
                }
                if (Files.exists(place.resolve(name + ".jar"))) {
                    jars.add(artifact.getFileName().toString());
                    assertThat(place.resolve(name + "-sources.jar")).isNotEmptyFile();
                    assertThat(place.resolve(name + "-javadoc.jar")).isNotEmptyFile();
                }
            }
        }
        assertThat(jars).containsExactly("msliqa-quality", "msliqa-scoring", "msliqa-spark", "msliqa-torch");
    }
}
