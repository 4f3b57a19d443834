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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs what the pages tell a reader to type, on the sample pictures: with this build, with a release's archives, and with a Spark
 * that was downloaded, whose scores have the same bits. Takes many minutes: not one of the tests, but {@code make docs-test}.
 */
class DocsRuns {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DIST = ROOT.resolve("submit/dist/target");

    /** A Python that has PySpark, whose Spark is a whole one. */
    private static final String PYTHON = "pyspark";

    /** A folder to which the artifacts were deployed. */
    private static final String REPOSITORY = "repository";

    /** What a page shows of other machines, of data sets that one must ask for, of hours of training and of weeks of nights. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "s3a:|yarn|gpu\\.conf|/opt/|^(train|ablation) |hyperiqa|networks/nima|tid2013|kadid10k|panel|--replay");

    private static final Pattern SCORE = Pattern.compile("([\\w-]+)\\.jpg\\W+([0-5]\\.[0-9]+)");

    @TempDir
    static Path folder;

    private static DocsSite site;

    @BeforeAll
    static void layOut() throws Exception {
        site = DocsSite.read(ROOT);
        for (String name : List.of("submit", "conf", "docs")) {
            Files.createSymbolicLink(folder.resolve(name), ROOT.resolve(name));
        }
        for (String name : List.of("data/pictures", "data/pristine")) {
            copy("harbour-0-clean.jpg", name);
        }
        copy("harbour-5-jpeg.jpg", "data/pictures");
        for (String name : List.of("picture.jpg", "PICTURE.jpg")) {
            Files.copy(ROOT.resolve("docs/samples/street-5-noise.jpg"), folder.resolve(name));
        }
        Files.writeString(folder.resolve("mine.conf"), "msliqa.scoring.batch-size = 8\n");
        Files.writeString(folder.resolve("delivery.tsv"), "path\n" + folder.resolve("picture.jpg") + "\n");
        for (String flavour : List.of("bin", "bin-without-spark")) {
            Path archive = DIST.resolve("msliqa-" + version() + "-" + flavour + ".tar.gz");
            for (Path file : List.of(archive, Path.of(archive + ".sha512"))) {
                Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
            }
        }
        sh("tar xzf msliqa-" + version() + "-bin-without-spark.tar.gz", "");
    }

    private static void copy(String sample, String to) throws IOException {
        Files.copy(
                ROOT.resolve("docs/samples").resolve(sample),
                Files.createDirectories(folder.resolve(to)).resolve(sample));
    }

    private static String version() {
        // Without the commit behind it.
        return Versions.msliqa().split(" ", 2)[0];
    }

    /** Ends well and says what it said. */
    private static String sh(String script, String before) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path log = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", before + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().remove("SPARK_HOME");
        Process run = builder.start();
        assertThat(run.waitFor(9, TimeUnit.MINUTES)).as(script).isTrue();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        System.out.printf(
                Locale.ROOT,
                "%s%n  code %d, %.0f s%n",
                script.strip(),
                run.exitValue(),
                (System.nanoTime() - start) / 1e9);
        // 1 is a night with a warning.
        assertThat(run.exitValue()).as(script + "\n" + said).isBetween(0, script.contains("nightly") ? 1 : 0);
        return said;
    }

    private static String here(String command) {
        return command.replace("/data/", folder.resolve("data") + "/")
                .replace(" pictures/ ", " " + folder.resolve("data/pictures") + " ")
                .replace("...", folder.resolve("data/pictures") + " --output " + folder.resolve("data/scores"));
    }

    /** Each command that this machine can run; a table that a later line reads is made by an earlier one. */
    @ParameterizedTest
    @CsvSource({
        "README.md, 2",
        "docs/quick-start.md, 4",
        "docs/adaptive-scoring.md, 1",
        "docs/archives.md, 1",
        "docs/settings.md, 2",
        "docs/tables.md, 1",
        "docs/nightly.md, 1"
    })
    void thePagesCommandsRun(String page, int atLeast) throws Exception {
        PathUtils.deleteDirectory(Files.createDirectories(folder.resolve("data/scores")));
        int run = 0;
        for (String command : DocsTest.commands(site.pages().get(page))) {
            if (ELSEWHERE.matcher(command).find()) {
                System.out.println("Not here: msliqa " + command);
            } else {
                sh(here(command), "submit/msliqa ");
                run++;
            }
        }
        assertThat(run).isGreaterThanOrEqualTo(atLeast);
    }

    /** The archive, from its checksum to its first scores: what the page shows is what is printed. */
    @Test
    void theReleasePrintsWhatThePageShows() throws Exception {
        List<String> blocks = DocsSite.code(site.pages().get("docs/install.md"));
        int unpack = 0;
        while (!blocks.get(unpack).contains("tar xzf")) {
            unpack++;
        }

        String said = sh(blocks.get(unpack), "");

        List<String> shown =
                blocks.get(unpack + 1).lines().map(String::stripTrailing).toList();
        assertThat(said.lines().map(String::stripTrailing).toList()).endsWith(shown.toArray(String[]::new));
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
            sh("submit/msliqa score " + folder.resolve("data/pictures") + " --output " + table, "");
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

        sh(
                here(block("spark-submit " + way + " ")).replace("https://repository.example.org/maven", repository),
                "export PATH=" + spark().resolve("bin") + ":$PATH SPARK_CONF_DIR=" + conf + "\n");

        assertThat(scoresOf(table)).isEqualTo(commandLines());
    }

    @Test
    @EnabledIfSystemProperty(named = PYTHON, matches = ".+")
    void sparkSqlGivesTheSameBits() throws Exception {
        String said = sh(here(block("spark-sql")), "export PATH=" + spark().resolve("bin") + ":$PATH\n");

        assertThat(scoresIn(said)).isEqualTo(commandLines());
    }

    @Test
    @EnabledIfSystemProperty(named = PYTHON, matches = ".+")
    void pySparkGivesTheSameBits() throws Exception {
        Path program = Files.writeString(folder.resolve("notebook.py"), here(block("SparkSession.builder")));

        String said = sh(System.getProperty(PYTHON) + " " + program, "");

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

        String said = sh(
                "mvn -B -q -s " + settings + " -Dmaven.repo.local=" + folder.resolve("m2") + " -f " + project
                        + " compile exec:java -Dexec.args=" + folder.resolve("data/pictures/harbour-5-jpeg.jpg"),
                "");

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
