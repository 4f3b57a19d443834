package io.msliqa.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start a verb, with stand-ins for Java and Spark that say what they are given. */
class LauncherTest {

    private static final Path SUBMIT = Path.of("../submit");

    @TempDir
    Path folder;

    @Test
    void ofSparksOptionsForJavaTheIncubatingVectorsAreLeftOut() throws Exception {
        Path java = script("java/bin/java", """
                if [[ "$*" == *launcher.Main* ]]; then
                  printf '\\0\\n'
                  printf '%s\\0' "$0" -Xmx4g --add-modules=jdk.incubator.vector '-Dkey=two words' io.msliqa.Main
                else
                  printf '%s\\n' "$@"
                fi
                """);
        Path sparkClass = copied(SUBMIT.resolve("spark-home/bin/spark-class"), "spark/bin/spark-class");

        String said = run(List.of(sparkClass.toString(), "io.msliqa.Main"), "JAVA_HOME", folder.resolve("java"));

        assertThat(java).exists();
        assertThat(said.lines()).containsExactly("-Xmx4g", "-Dkey=two words", "io.msliqa.Main");
    }

    @Test
    void theProgramIsTheOneJarThatTheBuildLeft() throws Exception {
        // What a build for Maven Central leaves beside it is no program.
        laidOut("msliqa-spark-0.2.0.jar", "msliqa-spark-0.2.0-sources.jar", "msliqa-spark-0.2.0-javadoc.jar");

        assertThat(msliqa()).contains("/spark-jobs/target/msliqa-spark-0.2.0.jar runs scores");
    }

    @Test
    void jarsOfTwoVersionsAreRefusedInsteadOfOneBeingPicked() throws Exception {
        laidOut("msliqa-spark-0.1.0.jar", "msliqa-spark-0.2.0.jar");

        assertThat(msliqa()).contains("msliqa: 2 jars of msliqa-spark lie in", "make clean build");
    }

    @Test
    void aReleaseHasItsJarsAndItsSparkBesideIt() throws Exception {
        unpacked();
        script("spark/bin/spark-submit", "echo own \"$@\"\n");

        String said = run(
                List.of(folder.resolve("bin/msliqa").toString(), "runs", "scores", "--conf", "a=b"),
                "SPARK_HOME",
                Path.of(""));

        assertThat(said).startsWith("own ").contains("/jars/msliqa-spark-1.jar runs scores");
    }

    @Test
    void withItsOwnSparkInLocalModeOneJavaDoesItAll() throws Exception {
        unpacked();
        script("spark/bin/spark-submit", "echo submitted\n");
        script("java/bin/java", "echo \"$@\"\n");
        Files.createDirectories(folder.resolve("spark/jars"));
        Files.createFile(folder.resolve("spark/jars/spark-core_2.13-4.2.0.jar"));

        String said = own(
                "runs",
                "scores",
                "--master=local[1]",
                "--driver-memory",
                "512m",
                "--name",
                "tonight",
                "--conf=spark.hadoop.fs.s3a.endpoint=http://there",
                "--conf",
                "spark.sql.shuffle.partitions=3");

        assertThat(said)
                .startsWith("-Xmx512m ")
                .contains(
                        " -Dspark.master=local[1] ",
                        " -Dspark.app.name=tonight -Dspark.hadoop.fs.s3a.endpoint=http://there"
                                + " -Dspark.sql.shuffle.partitions=3 ",
                        ":" + folder + "/jars/lib/msliqa-scoring-1.jar:" + folder
                                + "/spark/jars/spark-core_2.13-4.2.0.jar ")
                .endsWith(" io.msliqa.spark.cli.Msliqa runs scores\n");
        for (String option : List.of(
                "--conf=spark.x=y",
                "--conf=spark.driver.extraJavaOptions=-Dx=y",
                "--jars=x.jar",
                "--master=local-cluster[2,1,1024]",
                "--driver-memory=1t",
                "--driver-class-path=x",
                "--properties-file=x")) {
            assertThat(own("runs", "scores", option)).as(option).isEqualTo("submitted\n");
        }
        Files.createDirectories(folder.resolve("spark/conf"));
        assertThat(own("runs", "scores")).isEqualTo("submitted\n");
    }

    @Test
    void preparedItTakesTheClassesThatJavaKept() throws Exception {
        unpacked();
        script("spark/bin/spark-submit", "echo submitted\n");
        Path archive = folder.resolve("jars/start.jsa");
        script("java/bin/java", "echo \"$@\"; [[ \"$*\" != *AtExit* ]] || touch '" + archive + "'\n");

        assertThat(own("runs", "scores")).doesNotContain("SharedArchiveFile");
        assertThat(own("prepare")).contains("Kept in " + archive).doesNotContain("-cp");
        assertThat(own("runs", "scores")).contains(" -XX:SharedArchiveFile=" + archive + " ");
        assertThat(own("--help")).contains(" -XX:SharedArchiveFile=" + archive + " ");
        // Of another Spark the classes are other ones.
        assertThat(own("prepare", "--master=yarn")).isEqualTo("submitted\n");
    }

    private String own(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("env", "SPARK_HOME=", folder.resolve("bin/msliqa").toString()));
        command.addAll(List.of(arguments));
        return run(command, "JAVA_HOME", folder.resolve("java"));
    }

    @Test
    void aReleaseWithoutSparkSaysWhatToDo() throws Exception {
        unpacked();

        String said =
                run(List.of(folder.resolve("bin/msliqa").toString(), "score", "x.jpg"), "SPARK_HOME", Path.of(""));

        assertThat(said).hasLineCount(1).contains("msliqa: no Spark in ", "Set SPARK_HOME to a Spark 4.");
    }

    private void unpacked() throws IOException {
        copied(SUBMIT.resolve("msliqa"), "bin/msliqa");
        Files.createFile(folder.resolve("RELEASE"));
        Path jars = Files.createDirectories(folder.resolve("jars/lib"));
        Files.createFile(jars.resolve("msliqa-scoring-1.jar"));
        Files.createFile(jars.resolveSibling("msliqa-spark-1.jar"));
    }

    /** Spark would take longer to start than a picture's score takes. */
    @Test
    void helpAndScoresThatNobodyKeepsAreDoneWithoutSpark() throws Exception {
        laidOut("msliqa-spark-0.2.0.jar");
        script("java/bin/java", "echo directly \"${@:$#}\"\n");

        for (List<String> line : List.of(
                List.of("score", "x.jpg"),
                List.of("nightly", "--help"),
                List.of("help"),
                List.of("--version"),
                List.<String>of())) {
            List<String> command =
                    new ArrayList<>(List.of(folder.resolve("submit/msliqa").toString()));
            command.addAll(line);
            assertThat(run(command, "JAVA_HOME", folder.resolve("java"))).startsWith("directly ");
        }
        for (List<String> line : List.of(
                List.of("score", "x", "--output=o"),
                List.of("score", "x", "--dry-run"),
                List.of("score", "x", "--master=yarn"),
                List.of("runs", "o"))) {
            List<String> command =
                    new ArrayList<>(List.of(folder.resolve("submit/msliqa").toString()));
            command.addAll(line);
            assertThat(run(command, "JAVA_HOME", folder.resolve("java"))).startsWith("--master ");
        }
    }

    @Test
    void aJavaThatIsTooOldOrMissingIsRefusedInOneSentence() throws Exception {
        laidOut("msliqa-spark-0.2.0.jar");
        script("java/bin/java", "echo started\n");
        List<String> command = List.of(folder.resolve("submit/msliqa").toString(), "score", "x.jpg");

        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"1.8.0_412\"\n");
        assertThat(run(command, "JAVA_HOME", folder.resolve("java")))
                .hasLineCount(1)
                .contains("this Java is 1.8.0_412", "Install Java 17");
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"21.0.3\"\n");
        assertThat(run(command, "JAVA_HOME", folder.resolve("java"))).isEqualTo("started\n");
        assertThat(run(command, "JAVA_HOME", folder.resolve("nowhere")))
                .hasLineCount(1)
                .contains("no Java");
    }

    private void laidOut(String... jars) throws IOException {
        copied(SUBMIT.resolve("msliqa"), "submit/msliqa");
        script("spark/bin/spark-submit", "echo \"$@\"\n");
        Path target = Files.createDirectories(folder.resolve("spark-jobs/target/lib"));
        Files.createFile(target.resolve("msliqa-scoring-0.2.0.jar"));
        for (String jar : jars) {
            Files.createFile(target.resolveSibling(jar));
        }
    }

    private String msliqa() throws Exception {
        List<String> command = List.of(folder.resolve("submit/msliqa").toString(), "runs", "scores");
        return run(command, "SPARK_HOME", folder.resolve("spark"));
    }

    private String run(List<String> command, String variable, Path value) throws Exception {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("SPARK_HOME", folder.resolve("spark").toString());
        process.environment().put(variable, value.toString());
        Process started = process.start();
        String said = new String(started.getInputStream().readAllBytes(), UTF_8);
        started.waitFor();
        return said;
    }

    private Path script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Path copied(Path source, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.copy(source, file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
