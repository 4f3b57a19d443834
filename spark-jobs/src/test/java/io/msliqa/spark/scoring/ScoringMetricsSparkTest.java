package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.settings.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run counts, as Spark's JMX sink hands it on, and as the run's record keeps it. */
class ScoringMetricsSparkTest {

    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path folder;

    private static double metric(String name) throws JMException {
        String pattern = "metrics:name=*plugin." + ScoringMetrics.class.getName() + "." + name + ",*";
        Set<ObjectName> found = JMX.queryNames(new ObjectName(pattern), null);
        assertThat(found)
                .as(pattern + JMX.queryNames(new ObjectName("metrics:*"), null))
                .hasSize(1);
        return ((Number) JMX.getAttribute(found.iterator().next(), "Value")).doubleValue();
    }

    @Test
    void aSinkOfSparkSeesWhatTheRunCounts() throws JMException, IOException {
        SharedSpark.session();
        Path model = folder.resolve("model");
        TestModels.untrained(5).save(model);
        Path pictures = folder.resolve("pictures");
        TestPictures.write(pictures, 4);
        Files.writeString(pictures.resolve("text.jpg"), "no picture");
        double scored = metric("pictures.scored");
        double unsupported = metric("pictures.failed.UNSUPPORTED_FORMAT");
        double patches = metric("patches.scored");
        double decoding = metric("seconds.decode");

        Settings settings = Settings.load(List.of(), Map.of("model.path", model.toString(), "scoring.mode", "single"));
        RunRecord record = new ScoringRun(SharedSpark.session(), settings, RunListener.NONE)
                .run(
                        new Inputs(List.of(pictures.toString()), List.of(), List.of()),
                        folder.resolve("scores").toString());

        assertThat(metric("pictures.scored") - scored).isEqualTo(4);
        assertThat(metric("pictures.failed.UNSUPPORTED_FORMAT") - unsupported).isEqualTo(1);
        assertThat(metric("patches.scored") - patches).isEqualTo(4);
        assertThat(metric("seconds.decode")).isGreaterThan(decoding);
        assertThat(metric("run.found")).isEqualTo(5);
        assertThat(metric("run.published")).isEqualTo(5);
        assertThat(record.patches()).isEqualTo(4);
        assertThat(record.seconds())
                .containsOnlyKeys("list", "read", "decode", "sample", "infer", "reduce", "write", "whole run");
        assertThat(record.seconds().entrySet())
                .filteredOn(stage -> !Set.of("sample", "reduce").contains(stage.getKey()))
                .allSatisfy(
                        stage -> assertThat(stage.getValue()).as(stage.getKey()).isPositive());
        assertThat(record.versions())
                .containsOnlyKeys(
                        "msliqa", "spark", "hadoop", "java", "onnxruntime", "tensorflow-lite", "djl", "pytorch")
                .containsEntry("msliqa", Versions.msliqa())
                .allSatisfy((part, version) ->
                        assertThat(version).as(part).isNotBlank().doesNotContain("${"));
    }
}
