package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The launcher hands on all that spark-submit takes: a stand-in for that records what it is called with. */
class LauncherOptionsTest {

    @TempDir
    Path folder;

    private Path spark;
    private Path launcher;

    /** What the launcher ended with, what it said, and what it called spark-submit with. */
    private record Launch(int code, String said, List<String> arguments) {

        /** Whether an option was handed on to Spark, with that value. */
        boolean hands(String option, String value) {
            List<String> ofSpark = arguments.subList(0, arguments.indexOf("--class"));
            return Collections.indexOfSubList(ofSpark, List.of(option, value)) >= 0;
        }
    }

    @BeforeEach
    void layOut() throws IOException {
        launcher = folder.resolve("program/submit/msliqa");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("../submit/msliqa"), launcher);
        executable(launcher);
        Path lib = Files.createDirectories(folder.resolve("program/spark-jobs/target/lib"));
        Files.createFile(lib.resolve("msliqa-scoring-1.jar"));
        Files.createFile(lib.getParent().resolve("msliqa-spark-1.jar"));
        spark = sparkOf("spark-core_2.13-4.2.7.jar");
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path sparkOf(String core) throws IOException {
        Path home = folder.resolve("spark-" + core);
        Files.createDirectories(home.resolve("jars"));
        Files.createFile(home.resolve("jars").resolve(core));
        Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, "#!/bin/bash\nprintf '%s\\0' \"$@\" >\"$RECORDED\"\n");
        executable(submit);
        return home;
    }

    private Launch launch(String... arguments) throws Exception {
        return launch(Map.of(), launcher, arguments);
    }

    private Launch launch(Map<String, String> environment, Path program, String... arguments) throws Exception {
        Path recorded = folder.resolve("recorded");
        Files.deleteIfExists(recorded);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("MSLIQA_DRIVER_MEMORY");
        builder.environment().put("SPARK_HOME", spark.toString());
        builder.environment().put("RECORDED", recorded.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        List<String> called = Files.exists(recorded)
                ? List.of(Files.readString(recorded).replaceFirst("\0$", "").split("\0", -1))
                : List.of();
        return new Launch(code, said, called);
    }

    /** Each option that Spark's own parser knows, with all its names: [--conf, -c]. */
    static Stream<List<String>> options() throws ReflectiveOperationException {
        Class<?> parser = Class.forName("org.apache.spark.launcher.SparkSubmitOptionParser");
        Constructor<?> constructor = parser.getDeclaredConstructor();
        constructor.setAccessible(true);
        Field options = parser.getDeclaredField("opts");
        options.setAccessible(true);
        return Arrays.stream((String[][]) options.get(constructor.newInstance()))
                .map(List::of);
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionOfSparkIsHandedOnOrRefused(List<String> names) throws Exception {
        String option = names.get(0);
        List<String[]> forms = new ArrayList<>();
        for (String name : names) {
            forms.add(new String[] {name, "a.b=c d"});
        }
        forms.add(new String[] {option + "=a.b=c d"});
        for (String[] form : forms) {
            List<String> line = new ArrayList<>(List.of("score", "in"));
            line.addAll(List.of(form));
            line.addAll(List.of("--output", "out"));
            Launch launch = launch(line.toArray(String[]::new));
            switch (option) {
                case "--class", "--remote" -> {
                    assertThat(launch.code()).isEqualTo(2);
                    assertThat(launch.said()).startsWith("msliqa: " + option).hasLineCount(1);
                }
                case "--kill", "--status" -> assertThat(launch.arguments()).containsExactly(option, "a.b=c d");
                case "--driver-class-path" ->
                    assertThat(launch.hands(
                                    option,
                                    launcher.getParent().getParent().resolve("spark-jobs/target/lib/*") + ":a.b=c d"))
                            .isTrue();
                default -> {
                    assertThat(launch.hands(option, "a.b=c d"))
                            .as("%s: %s%s", option, launch.arguments(), launch.said())
                            .isTrue();
                    assertThat(launch.arguments()).endsWith("score", "in", "--output", "out");
                }
            }
        }
    }

    @Test
    void whatTheFilesSayStandsWhereTheLineSaysNothing() throws Exception {
        Path defaults = Files.createDirectories(spark.resolve("conf")).resolve("spark-defaults.conf");
        Files.writeString(defaults, "# ours\nspark.master   yarn\nspark.driver.memory 3g\nspark.jars a.jar\n");
        Path own = Files.writeString(folder.resolve("own.conf"), "spark.master=spark://host:7077\n");

        Launch byDefaults = launch("runs");
        Launch byOwn = launch("score", "--properties-file", own.toString());
        Launch byLine =
                launch("score", "--properties-file=" + own, "--conf", "spark.master=local[1]", "--driver-memory=5g");

        assertThat(byDefaults.hands("--master", "yarn")).isTrue();
        assertThat(byDefaults.hands("--driver-memory", "3g")).isTrue();
        assertThat(byDefaults.arguments().get(byDefaults.arguments().indexOf("--jars") + 1))
                .endsWith(",a.jar");
        assertThat(byOwn.hands("--master", "spark://host:7077")).isTrue();
        assertThat(byOwn.hands("--driver-memory", "3g")).isTrue();
        assertThat(byLine.hands("--master", "local[1]")).isTrue();
        assertThat(byLine.hands("--driver-memory", "5g")).isTrue();
    }

    @Test
    void withoutAnyOfThemThereAreDefaults() throws Exception {
        Launch launch = launch("runs");

        assertThat(launch.hands("--master", "local[*]")).isTrue();
        assertThat(launch.hands("--driver-memory", "4g")).isTrue();
        assertThat(launch(Map.of("MSLIQA_DRIVER_MEMORY", "7g"), launcher, "runs")
                        .hands("--driver-memory", "7g"))
                .isTrue();
    }

    /** Its executors are processes of their own, which see the driver's class path as little as those of a cluster do. */
    @Test
    void aClusterOnThisMachineGetsTheJarsAsAnyClusterDoes() throws Exception {
        Launch here = launch("runs", "--master", "local[2]");
        Launch cluster = launch("runs", "--master", "local-cluster[2,1,1024]");

        assertThat(here.arguments()).contains("--driver-class-path").doesNotContain("--jars");
        assertThat(cluster.arguments()).contains("--jars").doesNotContain("--driver-class-path");
    }

    @Test
    void itWorksThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("msliqa"), launcher);

        assertThat(launch(Map.of(), link, "runs").arguments())
                .contains(folder.resolve("program/spark-jobs/target/msliqa-spark-1.jar")
                        .toString());
    }

    @Test
    void aSparkThatDoesNotFitIsRefusedInOneSentence() throws Exception {
        for (String core :
                List.of("spark-core_2.12-3.5.1.jar", "spark-core_2.13-4.1.2.jar", "spark-core_2.13-5.0.0.jar")) {
            spark = sparkOf(core);
            Launch launch = launch("runs");

            assertThat(launch.code()).isEqualTo(2);
            assertThat(launch.arguments()).isEmpty();
            assertThat(launch.said()).hasLineCount(1).contains("is Spark " + core.replaceAll(".*-|\\.jar", ""));
        }
    }

    @Test
    void namesArriveWholeInALocaleWithoutThem() throws Exception {
        Path script = folder.resolve("odd");
        Path odd = Path.of(java.net.URI.create(folder.toUri() + "caf%E9.jpg"));
        Files.createFile(odd);
        // Java cannot pass such bytes on; a shell's pattern can.
        Files.writeString(
                script, "#!/bin/bash\nexec '" + launcher + "' score --output out '" + folder + "'/caf*.jpg 'é'\n");
        executable(script);

        List<String> arguments = launch(Map.of("LC_ALL", "C"), script).arguments();

        assertThat(arguments.get(arguments.size() - 2)).startsWith("file:///").endsWith("%e9%2e%6a%70%67");
        assertThat(arguments.get(arguments.size() - 1)).isEqualTo("é");
    }
}
