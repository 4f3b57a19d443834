package io.msliqa.spark;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Kubernetes on loopback: an API server, which is fabric8's and keeps, changes and forgets what it is told to, and a node, whose
 * pods are processes of this machine. The node does what the entry point of Spark's image does, with the pod's own command,
 * environment, config maps and secrets; the image's folders are those of this machine.
 */
public final class KubernetesCluster implements AutoCloseable {

    private static final String HERE = "127.0.0.1";

    /** Spark's part for Kubernetes and the client that it speaks with. */
    private static final Pattern CLIENT =
            Pattern.compile("(spark-kubernetes_|kubernetes-(client|model|httpclient)|zjsonpatch|vertx-"
                    + "|snakeyaml-engine|jackson-dataformat-yaml-2|jackson-datatype-jsr310-2).*");

    /** It says each request; held, because what nobody holds forgets its level. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    private final Path folder;
    private final KubernetesMockServer server;
    private final NamespacedKubernetesClient client;
    private final Map<String, String> image = new LinkedHashMap<>();
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Map<String, Pod> seen = new ConcurrentHashMap<>();
    private final Thread node = new Thread(this::work, "node");
    private final Map<String, Service> services = new ConcurrentHashMap<>();
    private final Map<String, Process> started = new ConcurrentHashMap<>();
    private volatile String trouble = "";

    /**
     * What fabric8's server lacks: what is applied and is not there yet, is created; and a pod has a state from the beginning.
     */
    private static final class ApiServer extends KubernetesCrudDispatcher {

        @Override
        public MockResponse handleCreate(RecordedRequest request) {
            if (!request.getPath().endsWith("/pods")) {
                return super.handleCreate(request);
            }
            Pod pod = Serialization.unmarshal(request.getUtf8Body(), Pod.class);
            pod.setStatus(new PodStatusBuilder().withPhase("Pending").build());
            return super.handleCreate(posted(request.getPath(), request, Serialization.asJson(pod)));
        }

        @Override
        public MockResponse handlePatch(RecordedRequest request) {
            String path = request.getPath().replaceFirst("\\?.*", "");
            boolean applied = String.valueOf(request.getHeader("Content-Type")).contains("apply-patch");
            if (!applied || handleGet(path).code() != 404) {
                return super.handlePatch(request);
            }
            String all = path.substring(0, path.lastIndexOf('/'));
            return handleCreate(posted(all, request, request.getUtf8Body()));
        }

        private static RecordedRequest posted(String path, RecordedRequest like, String body) {
            return new RecordedRequest(
                    "HTTP/1.1",
                    HttpMethod.POST,
                    path,
                    like.getHeaders(),
                    new Buffer(body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private KubernetesCluster(Path folder) {
        REQUESTS.setLevel(Level.WARNING);
        this.folder = folder;
        this.server =
                new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new ApiServer(), false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        this.client = server.createClient();
        image.put("/opt/spark/conf", folder.resolve("none").toString());
        image.put("/opt/spark", home().toString());
        image.put("https://kubernetes.default.svc", address());
    }

    /** Starts it, with all that it writes in a folder. */
    public static KubernetesCluster start(Path folder) throws IOException {
        Files.createDirectories(folder);
        KubernetesCluster cluster = new KubernetesCluster(folder.toRealPath());
        LaidOutSpark.in(cluster.home(), jar -> CLIENT.matcher(jar.getFileName().toString())
                .matches());
        cluster.node.setDaemon(true);
        cluster.node.start();
        return cluster;
    }

    /** The Spark with which one submits, and which the image has. */
    public Path home() {
        return folder.resolve("spark");
    }

    /** Of the API server. */
    public String address() {
        return "http://" + HERE + ":" + server.getPort();
    }

    /** As {@code --master} wants it. */
    public String url() {
        return "k8s://" + address();
    }

    /** Says where a folder of the image lies on this machine. */
    public void has(String ofTheImage, Path ofThisMachine) {
        image.put(ofTheImage, ofThisMachine.toString());
    }

    /** For looking at what is there. */
    public NamespacedKubernetesClient client() {
        return client;
    }

    /** All pods that there ever were, as they were asked for. */
    public List<Pod> pods() {
        return seen.values().stream()
                .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
                .toList();
    }

    /** Waits until a pod's process has ended; returns its exit code. */
    public int await(String pod) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
        while (trouble.isEmpty() && System.nanoTime() < end) {
            Process process = started.get(pod);
            if (process != null && process.waitFor(1, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("The pod " + pod + " did not end. " + trouble);
    }

    /** All services that there ever were: the driver takes its own away. */
    public List<Service> services() {
        return List.copyOf(services.values());
    }

    /** What all pods have written. */
    public String logs() {
        return trouble + ProcessLogs.below(folder);
    }

    private void work() {
        try {
            while (!node.isInterrupted()) {
                look();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            node.interrupt();
        } catch (IOException | RuntimeException e) {
            trouble = "The node gave up: " + e + " at " + e.getStackTrace()[0] + "\n";
        }
    }

    private void look() throws IOException {
        Map<String, Pod> there = new HashMap<>();
        for (Pod pod : client.pods().inAnyNamespace().list().getItems()) {
            there.put(pod.getMetadata().getName(), pod);
        }
        for (Map.Entry<String, Pod> one : there.entrySet()) {
            if (!seen.containsKey(one.getKey()) && hasItsVolumes(one.getValue())) {
                seen.put(one.getKey(), one.getValue());
                Process process = run(one.getValue());
                started.put(one.getKey(), process);
                running.put(one.getKey(), process);
                tell(one.getValue(), "Running", -1);
            }
        }
        for (String name : List.copyOf(running.keySet())) {
            Process process = running.get(name);
            if (!there.containsKey(name)) {
                process.destroyForcibly();
                running.remove(name);
            } else if (!process.isAlive()) {
                tell(there.get(name), process.exitValue() == 0 ? "Succeeded" : "Failed", process.exitValue());
                running.remove(name);
            }
        }
    }

    private void tell(Pod pod, String phase, int code) {
        ContainerStatusBuilder container = new ContainerStatusBuilder()
                .withName(pod.getSpec().getContainers().get(0).getName());
        container = code < 0
                ? container.withNewState().withNewRunning().endRunning().endState()
                : container
                        .withNewState()
                        .withNewTerminated()
                        .withExitCode(code)
                        .endTerminated()
                        .endState();
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .resource(new PodBuilder(pod)
                        .withNewStatus()
                        .withPhase(phase)
                        .withPodIP(HERE)
                        .withContainerStatuses(container.build())
                        .endStatus()
                        .build())
                .updateStatus();
    }

    private Process run(Pod pod) throws IOException {
        Container container = pod.getSpec().getContainers().get(0);
        Path place = Files.createDirectories(folder.resolve(pod.getMetadata().getName()));
        Map<String, String> paths = new LinkedHashMap<>();
        for (VolumeMount mount : container.getVolumeMounts()) {
            Path mounted =
                    Files.createDirectories(place.resolve(mount.getMountPath().substring(1)));
            paths.put(mount.getMountPath(), mounted.toString());
        }
        addresses().forEach(paths::put);
        image.forEach(paths::putIfAbsent);
        for (VolumeMount mount : container.getVolumeMounts()) {
            for (Map.Entry<String, String> file : files(pod, mount).entrySet()) {
                Files.writeString(
                        place.resolve(mount.getMountPath().substring(1)).resolve(file.getKey()),
                        translated(file.getValue(), paths));
            }
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), translated(value(variable, pod), paths));
        }
        List<String> words = new ArrayList<>(container.getCommand());
        words.addAll(container.getArgs());
        List<String> command = new ArrayList<>();
        for (String word : entered(words, environment)) {
            String known = word;
            for (Map.Entry<String, String> variable : environment.entrySet()) {
                known = known.replace("$(" + variable.getKey() + ")", variable.getValue());
            }
            command.add(translated(known, paths));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(place.resolve("work")).toFile())
                .redirectOutput(new File(place.toFile(), "stdout"))
                .redirectError(new File(place.toFile(), "stderr"));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", HERE);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What the entry point of Spark's image makes of a pod's first word. */
    private static List<String> entered(List<String> words, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        switch (words.get(0)) {
            case "driver" -> {
                command.addAll(List.of("/opt/spark/bin/spark-submit", "--deploy-mode", "client"));
                command.addAll(
                        List.of("--conf", "spark.driver.bindAddress=" + environment.get("SPARK_DRIVER_BIND_ADDRESS")));
                command.addAll(words.subList(1, words.size()));
            }
            case "executor" -> {
                command.add(System.getProperty("java.home") + "/bin/java");
                environment.entrySet().stream()
                        .filter(variable -> variable.getKey().startsWith("SPARK_JAVA_OPT_"))
                        .forEach(variable -> command.add(variable.getValue()));
                command.addAll(List.of("-Xmx" + environment.get("SPARK_EXECUTOR_MEMORY"), "-cp"));
                command.add(environment.get("SPARK_CONF_DIR") + ":/opt/spark/jars/*");
                command.add("org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend");
                command.addAll(List.of("--driver-url", environment.get("SPARK_DRIVER_URL")));
                command.addAll(List.of("--executor-id", environment.get("SPARK_EXECUTOR_ID")));
                command.addAll(List.of("--cores", environment.get("SPARK_EXECUTOR_CORES")));
                command.addAll(List.of("--app-id", environment.get("SPARK_APPLICATION_ID")));
                command.addAll(List.of("--hostname", environment.get("SPARK_EXECUTOR_POD_IP")));
                command.addAll(List.of("--resourceProfileId", environment.get("SPARK_RESOURCE_PROFILE_ID")));
                command.addAll(List.of("--podName", environment.get("SPARK_EXECUTOR_POD_NAME")));
            }
            default -> command.addAll(words);
        }
        return command;
    }

    /** The names of services, which all lead to this machine. */
    private Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        for (Service service : client.services().inAnyNamespace().list().getItems()) {
            services.put(service.getMetadata().getName(), service);
            addresses.put(
                    service.getMetadata().getName() + "."
                            + service.getMetadata().getNamespace() + ".svc",
                    HERE);
        }
        return addresses;
    }

    private static String value(EnvVar variable, Pod pod) {
        if (variable.getValueFrom() == null) {
            return variable.getValue() == null ? "" : variable.getValue();
        }
        ObjectFieldSelector field = variable.getValueFrom().getFieldRef();
        return switch (field.getFieldPath()) {
            case "status.podIP" -> HERE;
            case "metadata.name" -> pod.getMetadata().getName();
            default -> throw new IllegalStateException("a pod has no " + field.getFieldPath());
        };
    }

    /** A driver's pod is created before its config map; a node waits for it. */
    private boolean hasItsVolumes(Pod pod) {
        String namespace = pod.getMetadata().getNamespace();
        return pod.getSpec().getVolumes().stream().allMatch(volume -> {
            boolean map = volume.getConfigMap() == null
                    || client.configMaps()
                                    .inNamespace(namespace)
                                    .withName(volume.getConfigMap().getName())
                                    .get()
                            != null;
            boolean secret = volume.getSecret() == null
                    || client.secrets()
                                    .inNamespace(namespace)
                                    .withName(volume.getSecret().getSecretName())
                                    .get()
                            != null;
            return map && secret;
        });
    }

    /** The files of a volume that holds a config map or a secret. */
    private Map<String, String> files(Pod pod, VolumeMount mount) {
        String namespace = pod.getMetadata().getNamespace();
        Volume volume = pod.getSpec().getVolumes().stream()
                .filter(one -> one.getName().equals(mount.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no volume is called " + mount.getName()));
        if (volume.getConfigMap() != null) {
            ConfigMap map = client.configMaps()
                    .inNamespace(namespace)
                    .withName(volume.getConfigMap().getName())
                    .get();
            return map.getData();
        }
        if (volume.getSecret() != null) {
            Secret secret = client.secrets()
                    .inNamespace(namespace)
                    .withName(volume.getSecret().getSecretName())
                    .get();
            Map<String, String> files = new HashMap<>(secret.getStringData());
            secret.getData().forEach((name, text) -> files.put(name, decoded(text)));
            return files;
        }
        return Map.of();
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    /** In one pass, longer paths first: one may begin with another, and what stands for one may have another in it. */
    private static String translated(String text, Map<String, String> paths) {
        String any = paths.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?<!\\w)(" + any + ")")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(paths.get(found.group())));
    }

    @Override
    public void close() {
        node.interrupt();
        for (Process process : running.values()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        client.close();
        server.destroy();
    }
}
