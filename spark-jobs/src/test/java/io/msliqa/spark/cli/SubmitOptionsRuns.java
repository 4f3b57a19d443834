package io.msliqa.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Options of spark-submit through the launcher to the real one, in both forms; what came of them says Spark's event log. One of {@code
 * make cluster-test}.
 */
class SubmitOptionsRuns {

    private static final String LAUNCHER = System.getProperty("launcher", "../submit/msliqa");
    private static final Path SAMPLES = Path.of("../docs/samples");

    @TempDir
    Path folder;

    @Test
    void theRealOneHearsThemToo() throws Exception {
        Path events = Files.createDirectory(folder.resolve("events"));
        Path collector = folder.resolve("collector.log");
        Path beside = Files.writeString(folder.resolve("beside.txt"), "beside");
        Path properties = Files.writeString(
                folder.resolve("own.conf"),
                "spark.master local[1]\nspark.eventLog.enabled true\nspark.eventLog.compress false\nspark.eventLog.dir "
                        + events.toUri() + "\n");
        List<String> command = new ArrayList<>(List.of(LAUNCHER, "score"));
        command.addAll(List.of("--properties-file", properties.toString()));
        command.add(SAMPLES.toString());
        command.addAll(List.of("--name=two words", "--conf", "spark.ours=1", "--conf=spark.theirs=2 3"));
        command.addAll(List.of("--driver-memory=777m", "--files", beside.toString(), "--verbose"));
        command.add("--driver-java-options=-Xlog:gc:file=" + collector);
        command.addAll(List.of("--output", folder.resolve("scores").toString(), "--mode", "single"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("MSLIQA_DRIVER_MEMORY");

        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("20 pictures found = 20 scored", "Parsed arguments:");
        assertThat(collector).isNotEmptyFile();
        JsonNode heard = properties(events);
        assertThat(heard.path("spark.master").asText()).isEqualTo("local[1]");
        assertThat(heard.path("spark.app.name").asText()).isEqualTo("two words");
        assertThat(heard.path("spark.ours").asText()).isEqualTo("1");
        assertThat(heard.path("spark.theirs").asText()).isEqualTo("2 3");
        assertThat(heard.path("spark.driver.memory").asText()).isEqualTo("777m");
        assertThat(heard.path("spark.files").asText()).endsWith("beside.txt");
    }

    /** Spark's properties, as its log of the run has them. */
    private static JsonNode properties(Path events) throws IOException {
        try (Stream<Path> files = Files.walk(events)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("events_"))
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode event = new ObjectMapper().readTree(line);
                    if (event.path("Event").asText().equals("SparkListenerEnvironmentUpdate")) {
                        return event.path("Spark Properties");
                    }
                }
            }
        }
        throw new AssertionError("no properties in " + events);
    }
}
