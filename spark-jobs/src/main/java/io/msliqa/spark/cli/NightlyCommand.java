package io.msliqa.spark.cli;

import io.msliqa.spark.UserException;
import io.msliqa.spark.config.NightlySettings.Webhook;
import io.msliqa.spark.config.Settings;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.NightlyFiles;
import io.msliqa.spark.nightly.NightlyRun;
import io.msliqa.spark.nightly.WebhookSender;
import io.msliqa.spark.report.NightIndexPage;
import io.msliqa.spark.report.NightPage;
import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.storage.WholeFile;
import io.msliqa.spark.table.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msliqa nightly}: what is new is scored and judged; the scheduler knows by the exit code. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description =
                "Scores what is new since the last night and says whether the pictures look worse than before, and"
                        + " whether that is the pictures, the mix of pictures or our own stack. Writes a page, JSON and a mail for"
                        + " each night. The first nights pass, as there is nothing to compare with.")
final class NightlyCommand implements Callable<ExitCode> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "Pictures, folders and patterns, as of score. {night} stands for the night's name, and"
                    + " {night:yyyy/MM/dd} for its date in such a form.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "A list of pictures, as of score; {night} works here, too.")
    private List<String> manifests = new ArrayList<>();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Where scores, history and reports lie.")
    private String output;

    @Option(names = "--night", paramLabel = "NAME", description = "The night's name (default: today, as 2026-11-25).")
    private String night = "";

    @Option(
            names = "--backfill",
            description =
                    "Judge the nights that were missed since the last one, too, each by its own pictures: those of its"
                            + " own inputs where these have {night}, else by when the files were changed.")
    private boolean backfill;

    @Option(
            names = "--accept",
            paramLabel = "NAME",
            description =
                    "Do nothing but say of a night that raised an alarm that it is as it should be, as after a change"
                            + " that was meant: later nights are compared with it, too.")
    private String accepted = "";

    @Option(names = "--mode", paramLabel = "tta|single", description = "How pictures are scored (scoring.mode).")
    private String mode = "";

    @Option(names = "--model", paramLabel = "DIR", description = "The model's folder (model.path).")
    private String model = "";

    @Mixin
    private JobOptions job;

    @Override
    public ExitCode call() throws IOException {
        if (!accepted.isEmpty()) {
            return accept();
        }
        if (inputs.isEmpty() && manifests.isEmpty()) {
            throw new UserException("Nothing to score: name pictures, folders or patterns, or a list with --manifest");
        }
        if (!night.isEmpty() && !NAME.matcher(night).matches()) {
            throw new UserException("--night '" + night + "' is not allowed: letters, digits, '.', '_' and '-', such as"
                    + " 2026-11-25");
        }
        Settings settings = job.settings(shorthands());
        try (Session session = job.open("msliqa nightly")) {
            SparkSession spark = session.spark();
            Configuration hadoop = spark.sparkContext().hadoopConfiguration();
            NightlyFiles files = NightlyFiles.at(output, hadoop);
            Webhook webhook = settings.nightly().webhook();
            List<NightResult> results;
            try (Progress.AutoCloseableListener progress = Progress.start(spark.sparkContext())) {
                NightlyRun run = new NightlyRun(
                        spark, settings, files, progress.listener(), result -> write(result, files, webhook, hadoop));
                results = run.run(new NightlyRun.Request(
                        inputs, manifests, night.isEmpty() ? Optional.empty() : Optional.of(night), backfill));
                new NightIndexPage(run.nights()).write(files.index(), hadoop);
            }
            results.forEach(result -> new NightText(result, files, System.out).print());
            results.forEach(result -> tell(result, webhook));
            return code(results);
        }
    }

    private ExitCode accept() throws IOException {
        Settings settings = job.settings(shorthands());
        try (Session session = job.open("msliqa nightly --accept")) {
            Configuration hadoop = session.spark().sparkContext().hadoopConfiguration();
            NightlyFiles files = NightlyFiles.at(output, hadoop);
            NightlyRun run = new NightlyRun(session.spark(), settings, files, RunListener.NONE, result -> {});
            String night = run.accept(accepted).night();
            new NightIndexPage(run.nights()).write(files.index(), hadoop);
            System.out.println("The night " + night + " is accepted: later nights are compared with it, too.");
            return ExitCode.OK;
        }
    }

    private static void write(NightResult result, NightlyFiles files, Webhook webhook, Configuration hadoop) {
        String name = result.night().night();
        NightMessage message = new NightMessage(result, webhook);
        try {
            WholeFile.replace(files.json(name), message.json(), hadoop);
            WholeFile.replace(files.mail(name), message.mail(), hadoop);
            NightPage.of(result, hadoop).write(files.page(name), hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException("The report of " + name + " cannot be written", e);
        }
    }

    private static void tell(NightResult result, Webhook webhook) {
        WebhookSender sender = new WebhookSender(webhook);
        if (sender.wants(result.night().verdict().outcome())) {
            sender.send(new NightMessage(result, webhook).webhook())
                    .ifPresent(problem -> System.err.println("msliqa: nobody was told of "
                            + result.night().night() + ": " + problem + ". The verdict stands."));
        }
    }

    /** That of the worst night. */
    private static ExitCode code(List<NightResult> results) {
        Outcome worst = results.stream()
                .map(result -> result.night().verdict().outcome())
                .reduce(Outcome::or)
                .orElse(Outcome.BROKEN);
        return switch (worst) {
            case PASS, NOT_JUDGED -> ExitCode.OK;
            case WARN -> ExitCode.WARNINGS;
            case FAIL -> ExitCode.QUALITY_FAILED;
            case BROKEN -> ExitCode.BROKEN;
        };
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
