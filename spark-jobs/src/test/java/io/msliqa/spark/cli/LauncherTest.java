package io.msliqa.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        laidOut("msliqa-spark-0.2.0.jar");

        assertThat(msliqa()).contains("/spark-jobs/target/msliqa-spark-0.2.0.jar score pictures");
    }

    @Test
    void jarsOfTwoVersionsAreRefusedInsteadOfOneBeingPicked() throws Exception {
        laidOut("msliqa-spark-0.1.0.jar", "msliqa-spark-0.2.0.jar");

        assertThat(msliqa()).contains("msliqa: 2 jars of msliqa-spark lie in", "make clean build");
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
        List<String> command = List.of(folder.resolve("submit/msliqa").toString(), "score", "pictures");
        return run(command, "SPARK_HOME", folder.resolve("spark"));
    }

    private static String run(List<String> command, String variable, Path value) throws Exception {
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().putAll(Map.of(variable, value.toString()));
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
