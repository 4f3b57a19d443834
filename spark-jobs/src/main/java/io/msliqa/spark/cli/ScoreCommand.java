package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.image.FailureReason;
import io.msliqa.scoring.ImageResult;
import io.msliqa.spark.console.ForecastText;
import io.msliqa.spark.console.ScoreLines;
import io.msliqa.spark.console.ScoreSummary;
import io.msliqa.spark.console.ScoringProgress;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.listing.LocalPicture;
import io.msliqa.spark.scoring.FewPictures;
import io.msliqa.spark.scoring.Forecast;
import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.scoring.RunScope;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.session.EngineSetup;
import io.msliqa.spark.session.Session;
import io.msliqa.spark.session.Stop;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.ScoreTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code msliqa score}: pictures in, score table out. It warns where no picture at all could be scored. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "Scores pictures and keeps the scores in a table of Parquet files. It skips pictures that the"
                + " table already holds, unchanged and scored by the same model. Without --output it prints the scores of"
                + " single pictures and keeps nothing.")
final class ScoreCommand implements Callable<ExitCode> {

    private static final String EVERY_REASON = "all";

    /** What means something only where there is a table. */
    private static final List<String> OF_TABLES =
            List.of("--manifest", "--top", "--limit", "--retry-failed", "--dry-run", "--master");

    @Option(names = "--output", paramLabel = "DIR", description = "Folder of the score table.")
    private String output = "";

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Shows the N best and the N worst pictures (default: ${DEFAULT-VALUE}).")
    private int top = 10;

    @Option(names = "--limit", paramLabel = "N", description = "Scores at most N pictures, the others next time.")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--retry-failed",
            paramLabel = "REASON",
            arity = "0..1",
            split = ",",
            fallbackValue = EVERY_REASON,
            description =
                    "Tries unchanged pictures again that have failed before: all, or those of some reasons, such as"
                            + " --retry-failed=UNREADABLE,TIMEOUT. New rows replace their old ones.")
    private List<String> retried = new ArrayList<>();

    @Option(
            names = "--dry-run",
            description =
                    "Says what would be scored, how long it would take by the speed of earlier runs, and what it would"
                            + " cost (scoring.price-per-hour). It scores and writes nothing.")
    private boolean dryRun;

    @Mixin
    private PictureOptions pictures;

    @Spec
    private CommandSpec spec;

    @Override
    public ExitCode call() {
        if (output.isEmpty()) {
            return showScores();
        }
        giveBackInput();
        pictures.requireSome();
        if (top < 1 || limit < 1) {
            throw new UserException("--top and --limit must be at least 1");
        }
        RunScope scope = new RunScope(limit, reasons());
        Settings settings = pictures.settings();
        Inputs places = new Inputs(pictures.inputs(), pictures.manifests(), List.of(output));
        try (Session session = pictures.scoring().open("msliqa score")) {
            if (dryRun) {
                new ForecastText(Forecast.of(session.spark(), settings, places, output, scope), Terminal.out()).print();
                return ExitCode.OK;
            }
            RunRecord run;
            try (ScoringProgress.Shown progress =
                    ScoringProgress.start(session.spark().sparkContext())) {
                RunListener listener = state -> {
                    keeping(state.published());
                    progress.listener().at(state);
                };
                keeping(0);
                run = new ScoringRun(session.spark(), settings, listener).run(places, output, scope);
            }
            ScoreTable table = ScoreTable.existing(session.spark(), output);
            new ScoreSummary(run, table.read(), top, Terminal.out()).print();
            return run.ofEachModel().stream().anyMatch(each -> each.scored() + each.skipped() - each.stillFailed() == 0)
                    ? ExitCode.WARNINGS
                    : ExitCode.OK;
        }
    }

    /** Prints the scores of single pictures. Starts no Spark, as that takes longer than they do. */
    private ExitCode showScores() {
        for (String option : OF_TABLES) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new UserException(option + " needs a table of scores: name its folder with --output DIR");
            }
        }
        pictures.requireSome();
        Settings settings = pictures.settings();
        List<Path> files = pictures.inputs().stream()
                .map(input -> LocalPicture.of(input, "msliqa score '" + input + "' --output DIR"))
                .toList();
        EngineSetup.forOneMachine(1);
        FewPictures few = FewPictures.prepare(settings);
        ScoreLines lines = new ScoreLines(Terminal.out());
        AtomicLong scored = new AtomicLong();
        few.score(files, result -> {
            lines.print(result);
            if (result instanceof ImageResult.Scored) {
                scored.incrementAndGet();
            }
        });
        lines.print(few.scale());
        return scored.get() == 0 ? ExitCode.WARNINGS : ExitCode.OK;
    }

    /** Of {@code --retry-failed DIR} without an equals sign, DIR is no reason but an input. */
    private void giveBackInput() {
        if (retried.size() == 1
                && spec.commandLine().getParseResult().originalArgs().contains("--retry-failed")
                && !retried.get(0).equals(EVERY_REASON)
                && !isReason(retried.get(0))) {
            pictures.add(retried.get(0));
            retried = List.of(EVERY_REASON);
        }
    }

    private static boolean isReason(String name) {
        return Arrays.stream(FailureReason.values())
                .anyMatch(reason -> reason.name().equalsIgnoreCase(name));
    }

    private void keeping(long published) {
        Stop.keeping(() -> String.format(
                Locale.ROOT,
                "%,d pictures of this run are in the table '%s'; those in work are not",
                published,
                output));
    }

    private Set<FailureReason> reasons() {
        Set<FailureReason> reasons = EnumSet.noneOf(FailureReason.class);
        for (String name : retried) {
            if (name.equals(EVERY_REASON)) {
                return EnumSet.allOf(FailureReason.class);
            }
            try {
                reasons.add(FailureReason.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new UserException(
                        "--retry-failed knows no reason '" + name + "', only "
                                + Arrays.toString(FailureReason.values()),
                        e);
            }
        }
        return reasons;
    }
}
