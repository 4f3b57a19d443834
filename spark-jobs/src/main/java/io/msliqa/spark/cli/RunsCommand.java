package io.msliqa.spark.cli;

import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.console.TimeText;
import io.msliqa.spark.scoring.RunHistory;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.session.Session;
import io.msliqa.spark.store.ScoreTable;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msliqa runs}: what has been written to a score table, run by run. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Lists the runs that have written to a score table: when, how much, how fast, and what failed.")
final class RunsCommand implements Callable<ExitCode> {

    private static final String LINE = "%-22s  %-12s %10s %9s %10s %12s %8s %6s  %s%n";

    @Parameters(paramLabel = "DIR", description = "Folder of the score table.")
    private String table;

    @Option(names = "--last", paramLabel = "N", description = "Shows the newest N runs (default: ${DEFAULT-VALUE}).")
    private int last = 50;

    @Mixin
    private JobOptions job;

    @Override
    public ExitCode call() {
        job.settings(Map.of());
        try (Session session = job.open("msliqa runs")) {
            List<RunHistory.Run> runs = RunHistory.of(
                            ScoreTable.existing(session.spark(), table).history())
                    .runs();
            print(runs.subList(Math.max(0, runs.size() - Math.max(1, last)), runs.size()), runs, Terminal.out());
        }
        return ExitCode.OK;
    }

    private static void print(List<RunHistory.Run> shown, Collection<RunHistory.Run> all, PrintStream out) {
        out.printf(
                Locale.ROOT,
                LINE,
                "run",
                "took",
                "scored",
                "failed",
                "skipped",
                "pictures/s",
                "waves",
                "mode",
                "failures");
        for (RunHistory.Run run : shown) {
            out.printf(
                    Locale.ROOT,
                    LINE,
                    run.name(),
                    run.took().map(TimeText::of).orElse("not finished"),
                    count(run.scored()),
                    count(run.failed()),
                    run.record().map(record -> count(record.skipped())).orElse("?"),
                    run.record().map(RunsCommand::speed).orElse("?"),
                    count(run.waves()),
                    run.record()
                            .map(record -> record.settings().mode().toLowerCase(Locale.ROOT))
                            .orElse("?"),
                    run.failures().entrySet().stream()
                            .map(reason -> count(reason.getValue()) + " " + reason.getKey())
                            .collect(Collectors.joining(", ")));
        }
        out.printf(
                Locale.ROOT,
                "%n%,d runs: %,d pictures scored, %,d failed. A run that is not finished is at work or was stopped; the next"
                        + " one goes on where it was.%n",
                all.size(),
                all.stream().mapToLong(RunHistory.Run::scored).sum(),
                all.stream().mapToLong(RunHistory.Run::failed).sum());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String speed(RunRecord record) {
        double seconds = record.seconds().getOrDefault(RunRecord.WHOLE_RUN, 0.0);
        return String.format(Locale.ROOT, "%.1f", (record.scored() + record.failed()) / Math.max(1e-3, seconds));
    }
}
