package io.msliqa.spark.cli;

import io.msliqa.spark.UserException;
import io.msliqa.spark.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msliqa score}: pictures in, score table out. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Scores pictures and keeps the scores in a table of Parquet files. Pictures that the table holds"
                + " already, unchanged and scored by the same model, are skipped.")
final class ScoreCommand implements Callable<ExitCode> {

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description =
                    "Pictures, folders (with all that lies below) and patterns such as 's3a://bucket/2024/*.jpg'.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "A list of pictures: a line each, or CSV with a column 'image'. Relative paths start at the"
                    + " manifest's folder.")
    private List<String> manifests = new ArrayList<>();

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where the score table lies.")
    private String output;

    @Option(
            names = "--mode",
            paramLabel = "tta|single",
            description = "Many patches averaged, or the whole picture once (scoring.mode).")
    private String mode = "";

    @Option(names = "--model", paramLabel = "DIR", description = "The model's folder (model.path).")
    private String model = "";

    @Mixin
    private JobOptions job;

    @Override
    public ExitCode call() {
        if (inputs.isEmpty() && manifests.isEmpty()) {
            throw new UserException("Nothing to score: name pictures, folders or patterns, or a list with --manifest");
        }
        Settings settings = job.settings(shorthands());
        throw new UserException("Scoring to " + output + " is not built in yet: " + settings.scoring());
    }

    private Map<String, String> shorthands() {
        Map<String, String> values = new LinkedHashMap<>();
        if (!mode.isEmpty()) {
            values.put("scoring.mode", mode);
        }
        if (!model.isEmpty()) {
            values.put("model.path", model);
        }
        return values;
    }
}
