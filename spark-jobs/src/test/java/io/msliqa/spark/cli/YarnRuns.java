package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.TestPictures;
import io.msliqa.spark.YarnCluster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scores on a real YARN through {@code submit/msliqa}. Takes minutes: not one of the tests, but {@code make cluster-test}.
 */
class YarnRuns {

    /** That of this build, or of a release: {@code -Dlauncher=.../bin/msliqa}. */
    private static final String LAUNCHER = System.getProperty("launcher", "../submit/msliqa");

    private static final int PICTURES = 60;

    @TempDir
    static Path folder;

    private static YarnCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = YarnCluster.start(folder.resolve("yarn"));
        for (int i = 0; i < PICTURES; i++) {
            TestPictures.write(folder.resolve("pictures/" + i + ".png"), 40, 40, i);
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** The jars, with the native libraries in them, and the settings travel to containers that have nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "cluster"})
    void theDriverMayRunHereOrThere(String mode) throws Exception {
        Path settings = Files.writeString(folder.resolve("mine.conf"), "msliqa.scoring.wave-images = 24\n");
        String table = folder.resolve("table-" + mode).toString();
        File log = new File("target/yarn-" + mode + ".log");
        Process run = submit(mode, table, settings, log);

        assertThat(run.waitFor(15, TimeUnit.MINUTES)).as("finished").isTrue();

        assertThat(run.exitValue()).as(Files.readString(log.toPath())).isZero();
        WholeTable.assertEveryPictureHasOneRow(table, PICTURES);
        WholeTable.assertPlainReadersSeeTheSame(table, PICTURES, Map.of());
        String said = mode.equals("client") ? Files.readString(log.toPath()) : cluster.logs();
        assertThat(said).contains("60 pictures found = 60 scored + 0 failed + 0 skipped");
        assertThat(Path.of(table, "wave=000003")).isDirectory();
    }

    private static Process submit(String mode, String table, Path settings, File log) throws IOException {
        String java = System.getProperty("java.home");
        List<String> command = new ArrayList<>(List.of(LAUNCHER, "score", "--master", "yarn"));
        command.addAll(List.of("--deploy-mode", mode, "--num-executors", "2", "--executor-memory", "1g"));
        command.addAll(List.of("--conf", "spark.yarn.jars=" + cluster.sparkJars()));
        command.addAll(List.of(
                "--conf", "spark.yarn.stagingDir=" + folder.resolve("staging").toUri()));
        command.addAll(List.of("--conf", "spark.yarn.appMasterEnv.JAVA_HOME=" + java));
        command.addAll(List.of("--conf", "spark.executorEnv.JAVA_HOME=" + java));
        command.addAll(List.of("--config", settings.toString()));
        command.addAll(List.of(folder.resolve("pictures").toString(), "--output", table, "--mode", "single"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("MSLIQA_DRIVER_MEMORY", "1g");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(cluster.environment());
        return builder.start();
    }
}
