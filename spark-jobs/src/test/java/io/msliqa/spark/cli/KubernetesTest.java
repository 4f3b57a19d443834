package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/**
 * The manifests and the Dockerfile that we hand out say the same of images, jars, versions, accounts and secrets, and call a
 * command that there is, in fields that there are. {@link KubernetesRuns} runs them.
 */
class KubernetesTest {

    private static final Path FOLDER = Path.of("../submit/kubernetes");
    private static final String VERSION = pomsValue("version");
    private static final String SPARK = pomsValue("spark.version");

    private static final Map<String, Class<?>> TYPES = Map.of(
            "Namespace", Namespace.class,
            "ServiceAccount", ServiceAccount.class,
            "ConfigMap", ConfigMap.class,
            "Secret", Secret.class,
            "Role", Role.class,
            "RoleBinding", RoleBinding.class,
            "CronJob", CronJob.class);

    @TempDir
    Path folder;

    private static String pomsValue(String name) {
        try {
            String pom = Files.readString(Path.of("../pom.xml"));
            return pom.split("<" + name + ">", 2)[1].split("<", 2)[0];
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, Object>> documents(String file) throws IOException {
        return documentsOf(FOLDER.resolve(file));
    }

    private static List<Map<String, Object>> documentsOf(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        // Published schemas are a megabyte each.
        options.setCodePointLimit(20_000_000);
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(options).loadAll(Files.readString(file)).forEach(one -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> document = (Map<String, Object>) one;
            documents.add(document);
        });
        return documents;
    }

    /** What lies at the end of a path of keys and, in lists, numbers. */
    private static Object at(Object document, Object... path) {
        Object here = document;
        for (Object step : path) {
            here = step instanceof Integer number ? ((List<?>) here).get(number) : ((Map<?, ?>) here).get(step);
            assertThat(here).as("%s", List.of(path)).isNotNull();
        }
        return here;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }

    /** All texts of a document. */
    private static Stream<String> values(Object document) {
        if (document instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(KubernetesTest::values);
        }
        return document instanceof List<?> list
                ? list.stream().flatMap(KubernetesTest::values)
                : Stream.of(String.valueOf(document));
    }

    private static void assertTheCommandIsOne(List<String> arguments) {
        CommandLine.ParseResult parsed = Msliqa.line().parseArgs(arguments.toArray(String[]::new));
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("nightly");
        assertThat(arguments).contains("/etc/msliqa/nightly.conf", "/etc/msliqa-secrets/secrets.conf");
    }

    @Test
    void theCronJobStartsSparkInItsOwnPodAsNobodySpecial() throws IOException {
        Map<String, Object> job = documents("cronjob.yaml").get(0);
        Object pod = at(job, "spec", "jobTemplate", "spec", "template", "spec");
        Object container = at(pod, "containers", 0);
        List<String> arguments = texts(at(container, "args"));
        int jar = arguments.indexOf("local:///opt/msliqa/jars/msliqa-spark-" + VERSION + ".jar");

        assertThat(at(job, "spec", "concurrencyPolicy")).isEqualTo("Forbid");
        assertThat(jar).isPositive();
        assertThat(arguments.subList(0, jar))
                .contains("--master=k8s://https://kubernetes.default.svc", "--deploy-mode=client")
                .contains("--class=" + Msliqa.class.getName(), "--conf=spark.driver.host=$(POD_IP)")
                .contains("--conf=spark.kubernetes.container.image=" + at(container, "image"));
        assertTheCommandIsOne(arguments.subList(jar + 1, arguments.size()));
        assertThat(at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(values(at(container, "env"))).contains("POD_NAME", "POD_IP", "metadata.name", "status.podIP");
        assertThat(values(at(pod, "volumes"))).contains("msliqa-settings", "msliqa-secrets");
    }

    @Test
    void kubeflowsOperatorGetsWhatItNeeds() throws IOException {
        Map<String, Object> schedule = documents("kubeflow-operator.yaml").get(0);
        Object application = at(schedule, "spec", "template");

        assertThat(schedule)
                .containsEntry("kind", "ScheduledSparkApplication")
                .containsEntry("apiVersion", "sparkoperator.k8s.io/v1beta2");
        assertThat(at(schedule, "spec", "concurrencyPolicy")).isEqualTo("Forbid");
        assertThat(at(application, "mainClass")).isEqualTo(Msliqa.class.getName());
        assertThat(at(application, "type")).isEqualTo("Java");
        assertThat(at(application, "mode")).isEqualTo("cluster");
        assertThat(at(application, "restartPolicy", "type")).isEqualTo("Never");
        assertTheCommandIsOne(texts(at(application, "arguments")));
    }

    @Test
    void apachesOperatorGetsWhatItNeeds() throws IOException {
        Map<String, Object> application = documents("apache-operator.yaml").get(0);

        assertThat(application)
                .containsEntry("kind", "SparkApplication")
                .containsEntry("apiVersion", "spark.apache.org/v1");
        assertThat(at(application, "spec", "mainClass")).isEqualTo(Msliqa.class.getName());
        assertThat(at(application, "spec", "runtimeVersions", "sparkVersion")).isEqualTo(SPARK);
        assertTheCommandIsOne(texts(at(application, "spec", "driverArgs")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cronjob.yaml", "kubeflow-operator.yaml", "apache-operator.yaml"})
    void imagesJarsAndAccountsAreThoseOfThisVersion(String file) throws IOException {
        Map<String, Object> manifest = documents(file).get(0);

        assertThat(at(manifest, "metadata", "namespace")).isEqualTo("msliqa");
        List<String> values = values(manifest).toList();
        assertThat(values).contains("local:///opt/msliqa/jars/msliqa-spark-" + VERSION + ".jar");
        assertThat(values.stream().filter(text -> text.contains("registry.example.org")))
                .isNotEmpty()
                .allMatch(image -> image.endsWith("registry.example.org/msliqa:" + VERSION));
        assertThat(values.stream().filter(text -> text.matches("4\\.[0-9]\\.[0-9]")))
                .allMatch(SPARK::equals);
        TreeSet<String> kinds = new TreeSet<>();
        for (Map<String, Object> one : documents("base.yaml")) {
            kinds.add(at(one, "kind") + " " + at(one, "metadata", "name"));
        }
        assertThat(kinds)
                .contains(
                        "ServiceAccount msliqa",
                        "ConfigMap msliqa-settings",
                        "Secret msliqa-secrets",
                        "Role msliqa-driver");
    }

    /** Pods get the role of their account from the web identity that EKS mounts; S3A is told to look for it. */
    @Test
    void theSettingsAreSettingsAndTheAccountBringsTheRole() throws IOException {
        int files = 0;
        for (Map<String, Object> one : documents("base.yaml")) {
            for (String key : List.of("data", "stringData")) {
                for (Object text : Optional.ofNullable((Map<?, ?>) one.get(key))
                        .orElse(Map.of())
                        .values()) {
                    Path file = Files.writeString(folder.resolve("settings" + files + ".conf"), (String) text);
                    assertThat(Settings.load(List.of(file), Map.of()).nightly()).isNotNull();
                    files++;
                }
            }
            if (one.get("kind").equals("ServiceAccount")) {
                assertThat(values(at(one, "metadata", "annotations")))
                        .anyMatch(role -> role.startsWith("arn:aws:iam::"));
            }
        }
        assertThat(files).isEqualTo(2);
        assertThat(io.msliqa.spark.session.Session.S3A.get("fs.s3a.aws.credentials.provider"))
                .contains("software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
    }

    @Test
    void theImageIsBuiltOnThisSparkAndRunsAsNobodySpecialWithoutANetwork() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../submit/container/Dockerfile"));
        List<String> instructions =
                lines.stream().filter(line -> line.matches("[A-Z]+ .*")).toList();
        List<String> users =
                instructions.stream().filter(line -> line.startsWith("USER ")).toList();
        String assembly = Files.readString(Path.of("../submit/dist/src/assembly/bin-without-spark.xml"));

        assertThat(instructions.subList(0, 2))
                .containsExactly(
                        "ARG SPARK_IMAGE=apache/spark:" + SPARK + "-scala2.13-java17-ubuntu", "FROM ${SPARK_IMAGE}");
        assertThat(instructions).contains("ARG VERSION=" + VERSION);
        assertThat(users.get(users.size() - 1)).isEqualTo("USER 185");
        assertThat(instructions.stream().filter(line -> line.startsWith("ADD ") || line.startsWith("COPY ")))
                .containsExactly("ADD --chown=root:root msliqa-${VERSION}-bin-without-spark.tar.gz /opt/");
        assertThat(assembly).contains("<id>bin-without-spark</id>", "msliqa-${project.version}-bin-without-spark<");
        assertThat(String.join("\n", lines)).doesNotContain("apt", "curl", "wget", "pip ", ":latest");
    }

    /** What Kubernetes itself defines, by the types of Spark's own client, which here take no field that they do not know. */
    @ParameterizedTest
    @ValueSource(strings = {"base.yaml", "cronjob.yaml"})
    void kubernetesKnowsEveryField(String file) throws IOException {
        for (Map<String, Object> document : documents(file)) {
            assertThat(strict().convertValue(document, TYPES.get(document.get("kind"))))
                    .as("%s of %s", document.get("kind"), file)
                    .isNotNull();
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() throws IOException {
        Map<String, Object> job = documents("cronjob.yaml").get(0);
        @SuppressWarnings("unchecked")
        Map<String, Object> container =
                (Map<String, Object>) at(job, "spec", "jobTemplate", "spec", "template", "spec", "containers", 0);
        container.put("volumeMount", List.of());

        assertThatThrownBy(() -> strict().convertValue(job, CronJob.class)).hasMessageContaining("volumeMount");
    }

    /** The pod's template in Apache's manifest is Kubernetes' own type. */
    @Test
    void theDriversTemplateIsOneOfKubernetes() throws IOException {
        Map<String, Object> application = documents("apache-operator.yaml").get(0);

        assertThat(strict().convertValue(
                                at(application, "spec", "driverSpec", "podTemplateSpec"), PodTemplateSpec.class))
                .isNotNull();
    }

    /** The client's types keep what they do not know; without that, they refuse it. */
    private static ObjectMapper strict() {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Boolean hasAnySetter(Annotated annotated) {
                        return false;
                    }
                });
    }

    /** As published by the operators: {@code -Dschemas=DIR}, a folder with their definitions of custom resources. */
    @ParameterizedTest
    @ValueSource(strings = {"kubeflow-operator.yaml", "apache-operator.yaml"})
    @EnabledIfSystemProperty(named = "schemas", matches = ".+")
    void theOperatorsKnowEveryField(String file) throws IOException {
        Map<String, Object> manifest = documents(file).get(0);
        String group = ((String) manifest.get("apiVersion")).replaceFirst("/.*", "");
        List<CustomResource> definitions = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("schemas")))) {
            for (Path one : files.sorted().toList()) {
                for (Map<String, Object> document : documentsOf(one)) {
                    if (at(document, "spec", "group").equals(group)
                            && at(document, "spec", "names", "kind").equals(manifest.get("kind"))) {
                        definitions.add(new CustomResource(document));
                    }
                }
            }
        }

        assertThat(definitions).hasSize(1);
        assertThat(definitions.get(0).wrong(manifest)).isEmpty();
        ((Map<?, ?>) at(manifest, "spec")).clear();
        assertThat(definitions.get(0).wrong(manifest)).isNotEmpty();
    }

    @Test
    void aSchemaRefusesWhatItDoesNotKnow() {
        CustomResource kind = new CustomResource(new Yaml().load("""
                spec:
                  group: example.org
                  versions:
                    - name: v1
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            spec:
                              type: object
                              required: [when, how]
                              properties:
                                when: {type: string}
                                how: {type: string, enum: [well, badly]}
                                many: {type: array, items: {type: integer}}
                                labels: {type: object, additionalProperties: {type: string}}
                                port: {x-kubernetes-int-or-string: true}
                """));

        assertThat(kind.wrong(resource("{when: now, how: well, many: [1, 2], labels: {a: b}, port: http}")))
                .isEmpty();
        assertThat(kind.wrong(resource("{how: so, many: [1, two], labels: {a: 1}, port: [], what: 1}")))
                .containsExactlyInAnyOrder(
                        ".spec.when is missing",
                        ".spec.how is none of [well, badly]: so",
                        ".spec.many[1] is no integer: two",
                        ".spec.labels.a is no string: 1",
                        ".spec.port is neither a number nor a text: []",
                        ".spec.what is not known");
        assertThat(kind.wrong(Map.of("apiVersion", "example.org/v2"))).hasSize(1);
    }

    private static Map<String, Object> resource(String spec) {
        return new Yaml().load("{apiVersion: example.org/v1, kind: Thing, metadata: {name: a}, spec: " + spec + "}");
    }

    @Test
    void everyManifestIsLookedAt() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "base.yaml", "cronjob.yaml", "kubeflow-operator.yaml", "apache-operator.yaml");
        }
        assertThat(documents("base.yaml")).hasSize(6);
    }
}
