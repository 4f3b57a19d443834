package io.msliqa.spark.notify;

import io.msliqa.UserException;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.nightly.NightlyFiles;
import io.msliqa.spark.report.NightIndexPage;
import io.msliqa.spark.report.NightPage;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings.Webhook;
import io.msliqa.spark.store.NightHistory;
import io.msliqa.spark.store.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Writes reports and tells people; a failure to tell is said and changes no verdict. */
public final class NightReporter {

    private final SparkSession spark;
    private final NightlyFiles files;
    private final Webhook webhook;
    private final Configuration hadoop;
    private final Consumer<String> untold;

    /** @param untold takes a line that says whom the webhook did not reach, and why */
    public NightReporter(SparkSession spark, NightlyFiles files, Webhook webhook, Consumer<String> untold) {
        this.untold = untold;
        this.spark = spark;
        this.files = files;
        this.webhook = webhook;
        this.hadoop = spark.sparkContext().hadoopConfiguration();
    }

    /** Page, JSON and mail of a night. */
    public void write(NightResult result) {
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

    /** The page of all nights that the history holds. */
    public void index() throws IOException {
        new NightIndexPage(NightHistory.existing(spark, files.history()).nights()).write(files.index(), hadoop);
    }

    /** By the webhook, if somebody wants to know of such a night. */
    public void tell(NightResult result) {
        tell(
                result.night().night(),
                result.night().verdict().outcome(),
                new NightMessage(result, webhook).webhook(),
                "The verdict stands.");
    }

    /** That no verdict was reached, and why. */
    public void tellBroken(String night, Throwable why) {
        String reason = why instanceof UserException || why.getMessage() == null
                ? String.valueOf(why.getMessage())
                : why.getClass().getSimpleName() + ": " + why.getMessage();
        tell(night, Outcome.BROKEN, NightMessage.broken(night, reason), "There is no verdict.");
    }

    private void tell(String night, Outcome outcome, byte[] json, String verdict) {
        WebhookSender sender = new WebhookSender(webhook);
        if (sender.wants(outcome)) {
            sender.send(json)
                    .ifPresent(problem ->
                            untold.accept("msliqa: nobody was told of " + night + ": " + problem + ". " + verdict));
        }
    }
}
