package io.msliqa.spark.notify;

import io.msliqa.UserException;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.NightlyFiles;
import io.msliqa.spark.report.NightIndexPage;
import io.msliqa.spark.report.NightPage;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings;
import io.msliqa.spark.settings.NightlySettings.Receivers;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import io.msliqa.spark.store.NightHistory;
import io.msliqa.spark.store.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Paths;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Writes reports and tells people; a failure to tell is said and changes no verdict. */
public final class NightReporter {

    private static final String STANDS = "The verdict stands.";

    private final SparkSession spark;
    private final NightlyFiles files;
    private final Webhook webhook;
    private final Receivers receivers;
    private final Consumer<String> untold;
    private final Configuration hadoop;

    /** @param untold is told what went wrong in telling others */
    public NightReporter(SparkSession spark, NightlyFiles files, NightlySettings settings, Consumer<String> untold) {
        this.untold = untold;
        this.spark = spark;
        this.files = files;
        this.webhook = settings.webhook();
        this.receivers = settings.receivers();
        this.hadoop = spark.sparkContext().hadoopConfiguration();
    }

    /** Page, JSON and mail of a night. */
    public void write(NightResult result) {
        String name = result.night().night();
        NightMessage message = new NightMessage(result, webhook);
        try {
            WholeFile.replace(files.json(name), message.json(), hadoop);
            WholeFile.replace(files.mail(name), message.mail(), hadoop);
            WholeFile.replace(files.junit(name), new JunitXml(result.night()).bytes(), hadoop);
            WholeFile.replace(files.lineage(name), lineage(result), hadoop);
            NightPage.of(result, hadoop).write(files.page(name), hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException("The report of " + name + " cannot be written", e);
        }
    }

    /** The page of all nights that the history holds. */
    public void index() throws IOException {
        new NightIndexPage(NightHistory.existing(spark, files.history()).nights()).write(files.index(), hadoop);
    }

    private byte[] lineage(NightResult result) {
        return new LineageEvent(result.night(), receivers.lineageNamespace()).bytes();
    }

    /** Programs and people: metrics, lineage, the webhook if somebody wants to know of such a night, and last the verdict's file. */
    public void tell(NightResult result, int exitCode) throws IOException {
        NightMessage message = new NightMessage(result, webhook);
        String name = result.night().night();
        byte[] metrics = new PrometheusText(result.night(), result.before()).bytes();
        WholeFile.replace(files.metrics(), metrics, hadoop);
        if (!receivers.prometheusFile().isEmpty()) {
            metrics(name, metrics);
        }
        if (!receivers.lineageUrl().isEmpty()) {
            new JsonPost("OpenLineage", "nightly.openlineage", receivers.lineageUrl(), receivers.timeout())
                    .send(lineage(result))
                    .ifPresent(problem -> say(name, problem, STANDS));
        }
        byte[] json = webhook.isSlack()
                ? new SlackBlocks(result.night(), message, message.link()).bytes()
                : message.webhook();
        tell(name, result.night().verdict().outcome(), json, STANDS);
        WholeFile.replace(files.verdict(name), message.verdict(exitCode), hadoop);
    }

    /** On this machine, whatever file system the reports are on. */
    private void metrics(String name, byte[] metrics) {
        try {
            Path file = new Path(
                    Paths.get(receivers.prometheusFile()).toAbsolutePath().toUri());
            WholeFile.replace(file, metrics, hadoop);
        } catch (IOException | RuntimeException e) {
            say(name, "the metrics cannot be written to nightly.prometheus.file: " + e.getMessage(), STANDS);
        }
    }

    /** That no verdict was reached, and why. */
    public void tellBroken(String night, Throwable why) {
        String reason = why instanceof UserException || why.getMessage() == null
                ? String.valueOf(why.getMessage())
                : why.getClass().getSimpleName() + ": " + why.getMessage();
        byte[] json = webhook.isSlack()
                ? SlackBlocks.broken("Picture quality " + night + ": broken", reason)
                : NightMessage.broken(night, reason);
        tell(night, Outcome.BROKEN, json, "There is no verdict.");
    }

    private void tell(String night, Outcome outcome, byte[] json, String verdict) {
        WebhookSender sender = new WebhookSender(webhook);
        if (sender.wants(outcome)) {
            sender.send(json).ifPresent(problem -> say(night, problem, verdict));
        }
    }

    private void say(String night, String problem, String verdict) {
        untold.accept("msliqa: nobody was told of " + night + ": " + problem + ". " + verdict);
    }
}
