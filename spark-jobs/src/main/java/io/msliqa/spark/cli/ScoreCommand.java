package io.msliqa.spark.cli;

import io.msliqa.spark.UserException;
import io.msliqa.spark.config.Settings;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.storage.ScoreTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msliqa score}: pictures in, score table out. It warns where no picture at all could be scored. */
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

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "How many of the best and worst pictures are shown (default: ${DEFAULT-VALUE}).")
    private int top = 10;

    @Mixin
    private JobOptions job;

    @Override
    public ExitCode call() {
        if (inputs.isEmpty() && manifests.isEmpty()) {
            throw new UserException("Nothing to score: name pictures, folders or patterns, or a list with --manifest");
        }
        if (top < 1) {
            throw new UserException("--top is " + top + ", must be at least 1");
        }
        Settings settings = job.settings(shorthands());
        Inputs places = new Inputs(inputs, manifests, List.of(output));
        try (Session session = job.open("msliqa score")) {
            RunRecord run;
            try (Progress.AutoCloseableListener progress =
                    Progress.start(session.spark().sparkContext())) {
                run = new ScoringRun(session.spark(), settings, progress.listener()).run(places, output);
            }
            ScoreTable table = ScoreTable.existing(session.spark(), output);
            new ScoreSummary(run, table.read(), top, System.out).print();
            return run.scored() + run.skipped() == 0 ? ExitCode.WARNINGS : ExitCode.OK;
        }
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
