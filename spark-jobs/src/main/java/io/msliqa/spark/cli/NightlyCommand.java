package io.msliqa.spark.cli;

import io.msliqa.UserException;
import io.msliqa.quality.labels.ImagePresence;
import io.msliqa.spark.console.NightText;
import io.msliqa.spark.console.ReplayText;
import io.msliqa.spark.console.ScoringProgress;
import io.msliqa.spark.console.Terminal;
import io.msliqa.spark.labels.DataOption;
import io.msliqa.spark.labels.Labels;
import io.msliqa.spark.nightly.Acceptance;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.NightlyFiles;
import io.msliqa.spark.nightly.NightlyRun;
import io.msliqa.spark.nightly.Replay;
import io.msliqa.spark.nightly.ReplayResult;
import io.msliqa.spark.notify.NightReporter;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.session.Session;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.NightHistory;
import io.msliqa.spark.store.ScoreTable;
import io.msliqa.spark.store.WholeFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msliqa nightly}: what is new is scored and judged; the scheduler knows by the exit code. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description =
                "Scores what is new since the last night and says whether the pictures look worse than before. It also"
                        + " says whether that is the pictures, the mix of pictures or our scoring program. It writes a page,"
                        + " JSON and a mail for each night. It does not judge the first nights (exit code 1), because"
                        + " there is nothing to compare them with. Of several models the first one judges. In INPUT"
                        + " and --manifest {night} stands for the night's name, and {night:yyyy/MM/dd} for its date in such a form.")
final class NightlyCommand implements Callable<ExitCode> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder of scores, history and reports.")
    private String output;

    @Option(names = "--night", paramLabel = "NAME", description = "The night's name (default: today, as 2026-11-25).")
    private String night = "";

    @Option(
            names = "--backfill",
            description =
                    "Also judges the nights that were missed since the last one, each by its own pictures: those of"
                            + " its own inputs where these have {night}, else by when the files were changed.")
    private boolean backfill;

    @Option(
            names = "--accept",
            paramLabel = "NAME",
            description =
                    "Accepts a night that raised an alarm, for example after an intended change, and does nothing else:"
                            + " later nights are compared with it, too.")
    private String accepted = "";

    @Option(
            names = "--replay",
            description =
                    "Helps to choose nightly.limits, and does nothing else: compares past nights with each other, and"
                            + " says how often a night that is no different raises an alarm and which limits would not."
                            + " With --night it takes the nights of that night's stack.")
    private boolean replay;

    @Option(
            names = "--except",
            paramLabel = "NAME",
            split = ",",
            description = "Nights that --replay leaves out because something was wrong with them.")
    private Set<String> except = new TreeSet<>();

    @Option(
            names = "--truth",
            paramLabel = "FORMAT=PATH[,KEY=VALUE...]",
            description =
                    "People's opinions of some of the pictures, as for 'msliqa evaluate': the job also checks whether"
                            + " scores agree with them as they did in the nights before.")
    private String truth = "";

    @Mixin
    private PictureOptions pictures;

    @Override
    public ExitCode call() throws IOException {
        if (!accepted.isEmpty()) {
            return accept();
        }
        if (replay) {
            return replay();
        }
        pictures.requireSome();
        if (!night.isEmpty() && !NAME.matcher(night).matches()) {
            throw new UserException("--night '" + night + "' is not allowed: letters, digits, '.', '_' and '-', such as"
                    + " 2026-11-25");
        }
        Settings settings = pictures.settings();
        try (Session session = pictures.scoring().open("msliqa nightly")) {
            SparkSession spark = session.spark();
            NightlyFiles files = NightlyFiles.at(output, spark.sparkContext().hadoopConfiguration());
            NightReporter reporter = new NightReporter(spark, files, settings.nightly(), Terminal.err()::println);
            List<NightResult> results = judged(spark, settings, files, reporter);
            reporter.index();
            results.forEach(result -> new NightText(result, files, Terminal.out()).print());
            for (NightResult result : results) {
                reporter.tell(result, code(List.of(result)).number());
            }
            return code(results);
        }
    }

    private List<NightResult> judged(
            SparkSession spark, Settings settings, NightlyFiles files, NightReporter reporter) {
        try (ScoringProgress.Shown progress = ScoringProgress.start(spark.sparkContext())) {
            NightlyRun.Request request = new NightlyRun.Request(
                    pictures.inputs(),
                    pictures.manifests(),
                    night.isEmpty() ? Optional.empty() : Optional.of(night),
                    backfill,
                    labels(spark, settings));
            return new NightlyRun(spark, settings, files, progress.listener(), reporter::write).run(request);
        } catch (Exception | Error e) {
            // Spark also throws checked ones, which it does not declare, and of a night without memory people must
            // hear, too.
            reporter.tellBroken(night.isEmpty() ? "tonight" : night, e);
            throw e;
        }
    }

    private ExitCode accept() throws IOException {
        Settings settings = pictures.settings();
        try (Session session = pictures.scoring().open("msliqa nightly --accept")) {
            Configuration hadoop = session.spark().sparkContext().hadoopConfiguration();
            NightlyFiles files = NightlyFiles.at(output, hadoop);
            String night = Acceptance.accept(session.spark(), files, accepted, settings.storage())
                    .night();
            new NightReporter(session.spark(), files, settings.nightly(), Terminal.err()::println).index();
            Terminal.out().println("The night " + night + " is accepted: later nights are compared with it, too.");
            return ExitCode.OK;
        }
    }

    private ExitCode replay() throws IOException {
        Settings settings = pictures.settings();
        try (Session session = pictures.scoring().open("msliqa nightly --replay")) {
            Configuration hadoop = session.spark().sparkContext().hadoopConfiguration();
            NightlyFiles files = NightlyFiles.at(output, hadoop);
            List<NightRow> nights =
                    NightHistory.existing(session.spark(), files.history()).nights();
            ScoreTable table = ScoreTable.existing(session.spark(), files.scores());
            ReplayResult result = Replay.of(settings.nightly(), table.read(), nights, night, except)
                    .run();
            new ReplayText(result, Terminal.out()).print();
            WholeFile.replace(files.replay(), result.json(), hadoop);
            return ExitCode.OK;
        }
    }

    private Optional<Labels> labels(SparkSession spark, Settings settings) {
        if (truth.isEmpty()) {
            return Optional.empty();
        }
        Labels labels = Labels.read(
                spark, DataOption.parse(truth), settings.training().plan().seed(), ImagePresence.NOT_CHECKED);
        if (!labels.problems().isEmpty()) {
            throw new UserException(String.join("\n", labels.problems()));
        }
        return Optional.of(labels);
    }

    /** That of the worst night. */
    private static ExitCode code(List<NightResult> results) {
        Outcome worst = results.stream()
                .map(result -> result.night().verdict().outcome())
                .reduce(Outcome::or)
                .orElse(Outcome.BROKEN);
        return switch (worst) {
            case PASS, NOTED -> ExitCode.OK;
            case NOT_JUDGED, WARN -> ExitCode.WARNINGS;
            case FAIL -> ExitCode.QUALITY_FAILED;
            case BROKEN -> ExitCode.BROKEN;
        };
    }
}
