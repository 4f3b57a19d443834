package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.msliqa.spark.KubernetesCluster;
import io.msliqa.spark.TestPictures;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scores on a Kubernetes whose API server is fabric8's and whose pods are processes of this machine, through
 * {@code submit/msliqa} and through the CronJob's own command. Takes minutes: not one of the tests, but
 * {@code make cluster-test}.
 */
class KubernetesRuns {

    /** That of this build, or of a release: {@code -Dlauncher=.../bin/msliqa}. */
    private static final Path LAUNCHER = Path.of(System.getProperty("launcher", "../submit/msliqa"));

    private static final int PICTURES = 60;
    private static final String NAMESPACE = "msliqa";
    private static final String IMAGE = "registry.example.org/msliqa:0.1.0";

    @TempDir
    Path folder;

    private KubernetesCluster cluster;

    @BeforeEach
    void start() throws IOException {
        cluster = KubernetesCluster.start(folder.resolve("kubernetes"));
        for (int i = 0; i < PICTURES; i++) {
            TestPictures.write(folder.resolve("pictures/" + i + ".png"), 40, 40, i);
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends with the launcher's exit code. */
    private int launch(File log, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("SPARK_HOME", cluster.home().toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().remove("MSLIQA_DRIVER_MEMORY");
        Process run = builder.start();
        assertThat(run.waitFor(4, TimeUnit.MINUTES)).as(cluster.logs()).isTrue();
        return run.exitValue();
    }

    /** The line of docs/kubernetes.md, with places of this machine. */
    private List<String> submission(Path settings, Path table, String pictures) throws IOException {
        List<String> line = new ArrayList<>(List.of("score", pictures, "--output", table.toString(), "--mode=single"));
        line.addAll(List.of("--master", cluster.url(), "--deploy-mode", "cluster", "--name", "archive"));
        line.addAll(List.of("--driver-memory", "1g", "--executor-memory=640m", "--config", settings.toString()));
        Map<String, String> conf = Map.of(
                "spark.kubernetes.namespace",
                NAMESPACE,
                "spark.kubernetes.container.image",
                IMAGE,
                "spark.kubernetes.authenticate.driver.serviceAccountName",
                "msliqa",
                "spark.kubernetes.file.upload.path",
                folder.resolve("uploads").toUri().toString(),
                "spark.kubernetes.driver.master",
                cluster.address(),
                "spark.kubernetes.driver.secrets.msliqa-secrets",
                "/etc/msliqa-secrets",
                "spark.executor.instances",
                "2",
                "spark.executor.cores",
                "1",
                "spark.driver.port",
                Integer.toString(freePort()),
                "spark.driver.blockManager.port",
                Integer.toString(freePort()));
        conf.forEach((key, value) -> line.addAll(List.of("--conf", key + "=" + value)));
        return line;
    }

    private void applyTheBase() throws IOException {
        try (InputStream base = Files.newInputStream(Path.of("../submit/kubernetes/base.yaml"))) {
            cluster.client().load(base).create();
        }
    }

    private Pod driver() {
        return cluster.pods().stream()
                .filter(pod -> "driver".equals(pod.getMetadata().getLabels().get("spark-role")))
                .findFirst()
                .orElseThrow();
    }

    private List<Pod> executors() {
        return cluster.pods().stream()
                .filter(pod -> "executor".equals(pod.getMetadata().getLabels().get("spark-role")))
                .toList();
    }

    private static Map<String, String> environment(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    /** What is given to the launcher ends in the driver's pod, its config map and its executors, and the table is whole. */
    @Test
    void aDriverInAPodScoresWithExecutorsInPods() throws Exception {
        Path settings = Files.writeString(folder.resolve("mine.conf"), "msliqa.scoring.wave-images = 24\n");
        Path table = folder.resolve("table");
        File log = new File("target/kubernetes-cluster.log");
        applyTheBase();

        int code = launch(
                log, submission(settings, table, folder.resolve("pictures").toString()));

        assertThat(code).as(Files.readString(log.toPath()) + cluster.logs()).isZero();
        assertThat(cluster.await(driver().getMetadata().getName()))
                .as(cluster.logs())
                .isZero();
        WholeTable.assertEveryPictureHasOneRow(table.toString(), PICTURES);
        assertThat(cluster.logs()).contains("60 pictures found = 60 scored + 0 failed + 0 skipped");
        assertThat(table.resolve("wave=000003")).isDirectory();
        assertTheDriverIsAsAsked(table);
        assertTheExecutorsAreAsAsked();
    }

    private void assertTheDriverIsAsAsked(Path table) throws IOException {
        Pod pod = driver();
        Container container = pod.getSpec().getContainers().get(0);
        List<String> arguments = container.getArgs();
        int type = arguments.indexOf("--class");
        assertThat(pod.getMetadata().getNamespace()).isEqualTo(NAMESPACE);
        assertThat(pod.getMetadata().getName()).startsWith("archive-").endsWith("-driver");
        assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("msliqa");
        assertThat(pod.getSpec().getRestartPolicy()).isEqualTo("Never");
        assertThat(container.getImage()).isEqualTo(IMAGE);
        assertThat(container.getResources().getLimits()).containsEntry("memory", new Quantity("1408Mi"));
        assertThat(arguments.subList(0, 3))
                .containsExactly("driver", "--properties-file", "/opt/spark/conf/spark.properties");
        assertThat(arguments.get(type + 1)).isEqualTo(Msliqa.class.getName());
        // Its jar is among those of the properties.
        assertThat(arguments.get(type + 2)).isEqualTo("spark-internal");
        assertThat(arguments.subList(type + 3, arguments.size()))
                .containsExactly(
                        "score",
                        folder.resolve("pictures").toString(),
                        "--output",
                        table.toString(),
                        "--mode=single",
                        "--config",
                        "mine.conf");
        assertThat(environment(container)).containsEntry("SPARK_CONF_DIR", "/opt/spark/conf");
        assertThat(container.getVolumeMounts())
                .anyMatch(mount -> mount.getMountPath().equals("/etc/msliqa-secrets"))
                .anyMatch(mount -> mount.getMountPath().equals("/opt/spark/conf"));

        String mapsName = pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getConfigMap() != null)
                .map(volume -> volume.getConfigMap().getName())
                .findFirst()
                .orElseThrow();
        ConfigMap map = cluster.client()
                .configMaps()
                .inNamespace(NAMESPACE)
                .withName(mapsName)
                .get();
        Properties properties = new Properties();
        properties.load(new StringReader(map.getData().get("spark.properties")));
        assertThat(properties)
                .containsEntry("spark.app.name", "archive")
                .containsEntry("spark.executor.memory", "640m")
                .containsEntry("spark.executor.instances", "2")
                .containsEntry("spark.submit.deployMode", "cluster");
        assertThat(properties.getProperty("spark.jars").split(","))
                .hasSizeGreaterThan(60)
                .allMatch(jar -> jar.contains("/uploads/"))
                .anyMatch(jar -> jar.contains("onnxruntime-"))
                .anyMatch(jar -> jar.contains("msliqa-scoring-"))
                .anyMatch(jar -> jar.contains("msliqa-spark-"))
                .noneMatch(jar -> jar.contains("slf4j-api"));
        assertThat(properties.getProperty("spark.files")).contains("/uploads/").endsWith("/mine.conf");

        Service service = cluster.services().stream()
                .filter(one -> one.getMetadata().getName().endsWith("-driver-svc"))
                .findFirst()
                .orElseThrow();
        assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(pod.getMetadata().getLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(service.getSpec().getPorts().stream().map(ServicePort::getName))
                .contains("driver-rpc-port", "blockmanager");
        assertThat(service.getSpec().getPorts().stream()
                        .map(port -> port.getPort().toString()))
                .contains(
                        properties.getProperty("spark.driver.port"),
                        properties.getProperty("spark.driver.blockManager.port"));
        assertThat(properties.getProperty("spark.driver.host"))
                .startsWith(service.getMetadata().getName() + "." + NAMESPACE);
    }

    private void assertTheExecutorsAreAsAsked() {
        assertThat(executors()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(pod -> {
            Container container = pod.getSpec().getContainers().get(0);
            assertThat(container.getImage()).isEqualTo(IMAGE);
            assertThat(container.getArgs()).containsExactly("executor");
            assertThat(environment(container))
                    .containsEntry("SPARK_EXECUTOR_MEMORY", "640m")
                    .containsEntry("SPARK_EXECUTOR_CORES", "1")
                    .containsEntry("MALLOC_ARENA_MAX", "1")
                    .containsEntry("ORT_DISABLE_TELEMETRY", "1");
            assertThat(pod.getMetadata().getOwnerReferences().get(0).getName())
                    .isEqualTo(driver().getMetadata().getName());
        });
    }

    /** Spark's submitter waits for the pod and says how it ended, but its own exit code says nothing of it. */
    @Test
    void aMistakeIsSaidInThePodsLogAndInItsExitCode() throws Exception {
        Path settings = Files.writeString(folder.resolve("mine.conf"), "msliqa.scoring.wave-images = -1\n");
        File log = new File("target/kubernetes-mistake.log");
        applyTheBase();

        String pictures = folder.resolve("pictures").toString();
        int code = launch(log, submission(settings, folder.resolve("table"), pictures));

        assertThat(Files.readString(log.toPath())).contains("exit code: 2");
        assertThat(code).isZero();
        assertThat(cluster.logs()).contains("wave-images");
        assertThat(folder.resolve("table")).doesNotExist();
    }

    /** The pod that the CronJob makes, but for the places of pictures and nights, which are this machine's. */
    @Test
    void theCronJobsPodJudgesANight() throws Exception {
        Path release = Files.createDirectories(folder.resolve("image"));
        Path jobs = LAUNCHER.toRealPath().getParent().getParent().resolve("jars");
        jobs = Files.isDirectory(jobs) ? jobs : Path.of("target").toRealPath();
        Files.createSymbolicLink(release.resolve("jars"), jobs);
        cluster.has("/opt/msliqa", release);
        // As the Dockerfile does.
        try (Stream<Path> jars = Files.list(jobs.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Path link = cluster.home().resolve("jars").resolve(jar.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, jar);
                }
            }
        }
        applyTheBase();
        CronJob job =
                Serialization.unmarshal(Files.readString(Path.of("../submit/kubernetes/cronjob.yaml")), CronJob.class);
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("msliqa-nightly-1")
                .withNamespace(NAMESPACE)
                .withLabels(Map.of())
                .endMetadata()
                .withSpec(job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec())
                .build();
        cluster.has("s3a://archive/pictures", folder.resolve("pictures"));
        cluster.has("s3a://archive/nightly", folder.resolve("nightly"));
        cluster.has("--conf=spark.executor.instances=4", Path.of("--conf=spark.executor.instances=1"));
        cluster.has("--executor-memory=4g", Path.of("--executor-memory=640m"));

        cluster.client().pods().inNamespace(NAMESPACE).resource(pod).create();
        int code = cluster.await("msliqa-nightly-1");

        assertThat(code).as(cluster.logs()).isBetween(0, 1);
        WholeTable.assertEveryPictureHasOneRow(folder.resolve("nightly/scores").toString(), PICTURES);
        try (Stream<Path> reports = Files.list(folder.resolve("nightly/reports"))) {
            assertThat(reports.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.endsWith(".verdict.json"));
        }
        assertThat(executors()).isNotEmpty();
    }
}
