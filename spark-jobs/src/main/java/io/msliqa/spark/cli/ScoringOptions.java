package io.msliqa.spark.cli;

import com.typesafe.config.ConfigUtil;
import io.msliqa.spark.session.Session;
import io.msliqa.spark.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every job that scores pictures: how it scores, where its settings come from, where Spark runs. */
final class ScoringOptions {

    @Option(
            names = "--mode",
            paramLabel = "auto|levels|tta|views|single",
            description =
                    "levels: patches as the model learned them, averaged. tta: 108 patches, as the paper does. views: the"
                            + " whole picture at the model's scales. single: the whole picture once. auto (the default):"
                            + " levels where the model's are such, else tta (scoring.mode).")
    private String mode = "";

    @Option(
            names = "--precision",
            paramLabel = "E",
            description =
                    "Saves time: scores only as many of a picture's patches as bring the standard error of its score"
                            + " below E points of the model's scale (scoring.precision).")
    private String precision = "";

    @Mixin
    private JobOptions job;

    /** Whether the user says how to score. */
    boolean sayHow() {
        return !mode.isEmpty() || !precision.isEmpty();
    }

    /** The settings, checked: these options over those of {@link JobOptions}, and what the verb says over both. */
    Settings settings(Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "scoring.mode", mode);
        put(values, "scoring.precision", precision);
        values.putAll(more);
        return job.settings(values);
    }

    private static void put(Map<String, String> values, String key, String value) {
        if (!value.isEmpty()) {
            values.put(key, value);
        }
    }

    /** The same with models, the first one first; with that of the settings where there are none. */
    Settings settings(List<String> models) {
        if (models.isEmpty()) {
            return settings(Map.of());
        }
        String more = models.subList(1, models.size()).stream()
                .map(ConfigUtil::quoteString)
                .collect(Collectors.joining(", ", "[", "]"));
        return settings(Map.of("model.path", models.get(0), "model.more", more));
    }

    /** The session, which the caller closes. */
    Session open(String name) {
        return job.open(name);
    }
}
