package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.msliqa.spark.S3Server;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.StandaloneCluster;
import io.msliqa.spark.TestPictures;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scores on a real standalone cluster, a master and two workers, through {@code submit/msliqa}, while parts of it die.
 * Takes minutes: not one of the tests, but {@code make cluster-test}.
 */
class ClusterRuns {

    /** That of this build, or of a release: {@code -Dlauncher=.../bin/msliqa}. */
    private static final String LAUNCHER = System.getProperty("launcher", "../submit/msliqa");

    /** A release has no PyTorch for CPUs. */
    private static final boolean OF_A_RELEASE =
            Files.exists(Path.of(LAUNCHER).resolveSibling("../RELEASE").normalize());

    private static final int PICTURES = 240;

    @TempDir
    Path folder;

    private final List<Process> runs = new ArrayList<>();
    private String name;

    @BeforeEach
    void writePictures(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        System.out.println(name);
        for (int i = 0; i < PICTURES; i++) {
            TestPictures.write(folder.resolve("pictures/" + i + ".png"), 40, 40, i);
        }
    }

    @AfterEach
    void killWhatStillRuns() {
        runs.forEach(Process::destroyForcibly);
    }

    private StandaloneCluster clusterOfTwo() throws IOException, InterruptedException {
        StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"));
        cluster.addWorker(2, "");
        cluster.addWorker(2, "");
        return cluster;
    }

    private Path table() {
        return folder.resolve("table");
    }

    /** Starts a run; what it says goes to {@link #log}. */
    private Process start(StandaloneCluster cluster, String pictures, List<String> sparks, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER, "score", "--master", cluster.url()));
        command.addAll(List.of("--executor-memory", "1g", "--total-executor-cores", "4", "--executor-cores", "2"));
        command.addAll(sparks);
        command.addAll(List.of(pictures, "--output", table().toString(), "--mode", "single"));
        command.addAll(List.of("--set", "scoring.wave-images=24"));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log());
        builder.environment().put("MSLIQA_DRIVER_MEMORY", "1g");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().remove("SPARK_HOME");
        Process run = builder.start();
        runs.add(run);
        return run;
    }

    private File log() {
        return new File("target/cluster-" + name + ".log");
    }

    private String said() throws IOException {
        return Files.readString(log().toPath());
    }

    private void awaitWaves(Process run, int waves) throws IOException, InterruptedException {
        while (run.isAlive() && count("", "wave=.*") < waves) {
            Thread.sleep(10);
        }
        assertThat(run.isAlive()).as("the run is not over after wave " + waves).isTrue();
    }

    private void awaitWriting(Process run) throws IOException, InterruptedException {
        while (run.isAlive() && count("_staging", ".*\\.parquet") == 0) {
            Thread.sleep(2);
        }
        assertThat(run.isAlive()).isTrue();
    }

    private long count(String below, String pattern) throws IOException {
        Path place = table().resolve(below);
        if (!Files.isDirectory(place)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(path -> path.getFileName().toString().matches(pattern))
                    .count();
        } catch (java.io.UncheckedIOException e) {
            // Something was moved away meanwhile.
            return 0;
        }
    }

    private void assertFinished(Process run) throws IOException, InterruptedException {
        assertThat(run.waitFor(15, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(run.exitValue()).as(said()).isZero();
        WholeTable.assertEveryPictureHasOneRow(table().toString(), PICTURES);
        WholeTable.assertPlainReadersSeeTheSame(table().toString(), PICTURES, Map.of());
    }

    /** Both executors of this machine begin with an empty cache of native libraries. */
    @Test
    void aWorkerThatIsKilledHalfWayCostsNoRow() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        try (StandaloneCluster cluster = clusterOfTwo()) {
            Process run = start(
                    cluster,
                    folder.resolve("pictures").toString(),
                    List.of("--conf", "spark.executorEnv.DJL_CACHE_DIR=" + cache),
                    "--set",
                    "scoring.engine=" + (OF_A_RELEASE ? "auto" : "pytorch"));
            awaitWaves(run, 4);
            cluster.killWorker(0);
            assertFinished(run);
            assertThat(Files.exists(cache.resolve("pytorch"))).isNotEqualTo(OF_A_RELEASE);
        }
    }

    @Test
    void anExecutorThatIsKilledWhileItWritesCostsNoRow() throws Exception {
        try (StandaloneCluster cluster = clusterOfTwo()) {
            Process run = start(cluster, folder.resolve("pictures").toString(), List.of());
            int killed = 0;
            for (int worker = 0; worker < 2; worker++) {
                awaitWaves(run, 2 + 3 * worker);
                awaitWriting(run);
                killed += cluster.killExecutors(worker);
            }
            // One on each worker, and perhaps one that was just taking another's place.
            assertThat(killed).isGreaterThanOrEqualTo(2);
            assertFinished(run);
        }
    }

    /** The storage does not answer a task's request, and nobody gives up on it but the watchdog. */
    @Test
    void aTaskThatHangsIsTriedElsewhere() throws Exception {
        try (S3Server server = S3Server.start();
                StandaloneCluster cluster = clusterOfTwo()) {
            server.serve(SharedSpark.session().sparkContext().hadoopConfiguration(), S3Server.BUCKET);
            List<String> options = new ArrayList<>(List.of("--conf", "spark.hadoop.fs.s3a.connection.timeout=10m"));
            server.settings(S3Server.BUCKET).forEach((key, value) -> {
                options.add("--conf");
                options.add("spark.hadoop." + key + "=" + value);
            });
            for (int i = 0; i < PICTURES; i++) {
                server.put("pictures/" + i + ".png", Files.readAllBytes(folder.resolve("pictures/" + i + ".png")));
            }
            server.spoil("pictures/120.png", S3Server.Fault.STALLED, 1);

            Process run = start(
                    cluster,
                    "s3a://" + S3Server.BUCKET + "/pictures",
                    options,
                    "--set",
                    "scoring.task-timeout=20s",
                    "--set",
                    "scoring.image-timeout=10m");
            assertFinished(run);
            assertThat(cluster.logs()).contains("got nothing done for 20 s (scoring.task-timeout)");
        }
    }

    /** No GPU is there: what each executor was given stands in the message that says so. */
    @Test
    void eachExecutorUsesTheGpuThatItWasGiven() throws Exception {
        assumeThat(OF_A_RELEASE).isFalse();
        try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"))) {
            for (String address : List.of("0", "1")) {
                Path script = Files.writeString(
                        folder.resolve("gpus-" + address + ".sh"),
                        "echo '{\"name\": \"gpu\", \"addresses\": [\"" + address + "\"]}'\n");
                assertThat(script.toFile().setExecutable(true)).isTrue();
                cluster.addWorker(
                        2,
                        "spark.worker.resource.gpu.amount 1\nspark.worker.resource.gpu.discoveryScript " + script
                                + "\n");
            }
            List<String> gpus = List.of(
                    "--conf",
                    "spark.executor.resource.gpu.amount=1",
                    "--conf",
                    "spark.task.resource.gpu.amount=0.5",
                    "--conf",
                    "spark.scheduler.minRegisteredResourcesRatio=1");
            String pictures = folder.resolve("pictures").toString();

            Process asked = start(cluster, pictures, gpus, "--set", "scoring.device=gpu");
            assertThat(asked.waitFor()).as(said()).isEqualTo(2);
            assertThat(said())
                    .contains("Spark assigned GPU '0' to executor", "Spark assigned GPU '1' to executor")
                    .contains("but the engine there is the one for CPUs", "PYTORCH_LIBRARY_PATH")
                    .doesNotContain("\tat ");
            assertThat(table()).doesNotExist();

            assertFinished(start(cluster, pictures, gpus, "--set", "scoring.device=cpu"));
        }
    }

    @Test
    void theDriverMayRunOnAWorkerAndBringsItsSettings() throws Exception {
        Path settings = Files.writeString(folder.resolve("mine.conf"), "msliqa.scoring.batch-size = 8\n");
        try (StandaloneCluster cluster = clusterOfTwo()) {
            Process run = start(
                    cluster,
                    folder.resolve("pictures").toString(),
                    List.of("--deploy-mode", "cluster", "--total-executor-cores", "2"),
                    "--config",
                    settings.toString());
            assertFinished(run);
            assertThat(cluster.logs()).contains("240 pictures found = 240 scored + 0 failed + 0 skipped");
        }
    }
}
