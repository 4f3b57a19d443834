package io.msliqa.spark.scoring;

import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.spark.UserException;
import io.msliqa.spark.config.Settings;
import io.msliqa.spark.listing.FingerprintSet;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.listing.ImageLister;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.listing.PartitionPlanner;
import io.msliqa.spark.storage.Commit;
import io.msliqa.spark.storage.ScoreTable;
import io.msliqa.spark.storage.TableWriter;
import io.msliqa.spark.table.CorpusRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * Brings a score table up to date: lists the pictures, passes over what the table holds, scores the rest wave by wave.
 *
 * <p>Killed at any moment and started again, it goes on where it was; the table never has a row twice.
 */
public final class ScoringRun {

    /** With fewer pictures a task, too many batches would be filled up with nothing. */
    private static final int FEWEST_A_TASK = 4;

    private final SparkSession spark;
    private final Settings settings;
    private final ModelBundle model;
    private final RunListener listener;
    private final SortedMap<String, Long> failures = new TreeMap<>();
    private long skipped;
    private long scored;
    private int waves;

    public ScoringRun(SparkSession spark, Settings settings, RunListener listener) {
        this.spark = spark;
        this.settings = settings;
        this.listener = listener;
        this.model = Model.load(settings.model(), spark.sparkContext().hadoopConfiguration());
    }

    /** The model that scores. */
    public ModelBundle model() {
        return model;
    }

    /**
     * Scores what is new.
     *
     * @param folder of the score table; made if it is not there
     * @throws UserException if an input is missing, the folder cannot be written to, or another run writes to it
     */
    public RunRecord run(Inputs inputs, String folder) {
        Instant started = Instant.now();
        String run = RunNames.next(started);
        try (ListingAhead listing = new ListingAhead(new ImageLister(spark, settings.listing()), inputs)) {
            if (!listing.hasNext()) {
                throw new UserException("There is no picture in " + String.join(", ", inputs.places())
                        + String.join(", ", inputs.manifests()) + "; see listing.extensions for what counts as one");
            }
            ScoringJob job = ScoringJob.prepare(spark, model, settings, run);
            ScoreTable table = ScoreTable.create(spark, folder);
            try (TableWriter writer = table.writer(run, settings.storage())) {
                FingerprintSet done =
                        table.done(job.stamp().modelId(), job.stamp().preprocessingId());
                score(listing, done, job, writer);
                requireComplete(listing.count());
                RunRecord record = record(run, started, inputs, table, listing.count(), job);
                writer.record(record);
                return record;
            }
        }
    }

    private void score(ListingAhead listing, FingerprintSet done, ScoringJob job, TableWriter writer) {
        int slots = spark.sparkContext().defaultParallelism();
        WaveSize sizes = new WaveSize(
                slots, settings.scoring().waveTime(), settings.scoring().waveImages());
        int size = sizes.first();
        List<CorpusRow> wave = new ArrayList<>();
        while (listing.hasNext()) {
            CorpusRow file = listing.next();
            if (done.contains(Fingerprint.of(file))) {
                skipped++;
            } else {
                wave.add(file);
            }
            if (wave.size() >= size) {
                size = sizes.next(wave.size(), publish(wave, slots, job, writer, listing));
                wave.clear();
            }
        }
        if (!wave.isEmpty()) {
            publish(wave, slots, job, writer, listing);
        }
        tell(listing);
    }

    private Duration publish(
            List<CorpusRow> wave, int slots, ScoringJob job, TableWriter writer, ListingAhead listing) {
        tell(listing);
        Instant start = Instant.now();
        spark.sparkContext()
                .setJobDescription("Wave " + (waves + 1) + ": " + wave.size() + " pictures after "
                        + (scored + failed() + skipped) + " of " + listing.count());
        int partitions = Math.max(
                Math.min(slots, wave.size()),
                Math.min(slots * settings.scoring().partitionsPerSlot(), wave.size() / FEWEST_A_TASK));
        List<List<CorpusRow>> plan = new PartitionPlanner(settings.listing().openCostBytes()).plan(wave, partitions);
        Commit commit = writer.write(job.score(job.corpus(plan)), wave.size());
        scored += commit.scored();
        commit.failures().forEach((reason, count) -> failures.merge(reason, count, Long::sum));
        waves++;
        return Duration.between(start, Instant.now());
    }

    private void tell(ListingAhead listing) {
        listener.at(new RunListener.State(listing.count(), listing.isComplete(), skipped, scored + failed()));
    }

    private long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    private void requireComplete(long discovered) {
        if (discovered != scored + failed() + skipped) {
            throw new IllegalStateException("Of " + discovered + " pictures found, " + scored + " were scored, "
                    + failed() + " failed and " + skipped + " were skipped: some are unaccounted for");
        }
    }

    private RunRecord record(
            String run, Instant started, Inputs inputs, ScoreTable table, long discovered, ScoringJob job) {
        List<String> named = new ArrayList<>(inputs.places());
        named.addAll(inputs.manifests());
        Instant finished = Instant.now();
        return new RunRecord(
                run,
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                finished.truncatedTo(ChronoUnit.SECONDS).toString(),
                named,
                table.location(),
                discovered,
                skipped,
                scored,
                failures,
                waves,
                modelRecord(),
                settingsRecord(job),
                job.watches().patches(),
                seconds(job, Duration.between(started, finished)),
                versions());
    }

    private RunRecord.ModelRecord modelRecord() {
        Manifest manifest = model.manifest();
        return new RunRecord.ModelRecord(
                manifest.name(),
                model.id(),
                manifest.scoreScale().min(),
                manifest.scoreScale().max(),
                manifest.scoreScale().higherIsBetter());
    }

    private RunRecord.SettingsRecord settingsRecord(ScoringJob job) {
        return new RunRecord.SettingsRecord(
                settings.scoring().mode().name(),
                job.stamp().preprocessingId(),
                job.preprocessing(),
                settings.scoring().batchSize(),
                settings.scoring().device().name(),
                spark.sparkContext().master());
    }

    private Map<String, Double> seconds(ScoringJob job, Duration whole) {
        Map<String, Double> seconds = new LinkedHashMap<>(job.watches().seconds());
        seconds.put(RunRecord.WHOLE_RUN, whole.toNanos() / 1e9);
        return seconds;
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        String own = ScoringRun.class.getPackage().getImplementationVersion();
        versions.put("msliqa", own == null ? "development" : own);
        versions.put("spark", spark.version());
        versions.put("java", Runtime.version().toString());
        return versions;
    }
}
