package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.model.Manifest;
import io.msliqa.model.ModelBundle;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.FailedRows;
import io.msliqa.spark.store.ScoreTable;
import io.msliqa.spark.store.TableWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Brings a score table up to date: lists the pictures, skips those that the table holds, and scores the rest wave by
 * wave.
 *
 * <p>A run that was killed at any moment goes on where it was when it is started again; the table never has a row
 * twice.
 */
public final class ScoringRun {

    private final SparkSession spark;
    private final Settings settings;
    private final ModelBundle model;
    private final RunListener listener;

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

    /** The parts that work together in a run. */
    private record Parts(ListingAhead listing, ScoringJob job, ScoreTable table, ToDo toDo, Waves waves) {}

    /** Scores all that the table lacks. */
    public RunRecord run(Inputs inputs, String folder) {
        return run(inputs, folder, RunScope.NEW);
    }

    /**
     * Scores what the table lacks.
     *
     * @param folder of the score table; made if it is not there
     * @throws UserException if an input is missing, the folder cannot be written to, or another run writes to it
     */
    public RunRecord run(Inputs inputs, String folder, RunScope scope) {
        Instant started = Instant.now();
        String run = RunNames.next(started);
        try (ListingAhead listing = ListingAhead.begin(spark, settings.listing(), inputs)) {
            ScoringJob job = ScoringJob.prepare(spark, model, settings, run);
            FailedRows again = job.failed(scope);
            ScoreTable table = ScoreTable.create(spark, folder);
            try (TableWriter writer = table.writer(run, settings.storage())) {
                spark.sparkContext().setJobDescription("Reading what the table holds");
                ToDo toDo = ToDo.of(listing, table, again, scope.limit());
                Waves waves = new Waves(spark, settings, job, writer, sofar -> tell(listing, toDo, sofar));
                waves.score(toDo);
                if (!toDo.forgotten().isEmpty()) {
                    writer.forget(table, again, toDo.forgotten());
                    waves.score(toDo.again().iterator());
                }
                tell(listing, toDo, waves);
                Parts parts = new Parts(listing, job, table, toDo, waves);
                requireComplete(parts);
                RunRecord record = record(run, started, inputs, parts);
                writer.record(record);
                return record;
            }
        }
    }

    private void tell(ListingAhead listing, ToDo toDo, Waves waves) {
        RunListener.State now = new RunListener.State(
                listing.count(), listing.isComplete(), toDo.skipped(), waves.scored() + waves.failed());
        ScoringMetrics.at(now);
        listener.at(now);
    }

    private static void requireComplete(Parts parts) {
        long discovered =
                parts.toDo().isLimited() ? parts.toDo().seen() : parts.listing().count();
        Waves waves = parts.waves();
        if (discovered != waves.scored() + waves.failed() + parts.toDo().skipped()) {
            throw new IllegalStateException("Of " + discovered + " pictures found, " + waves.scored()
                    + " were scored, " + waves.failed() + " failed and "
                    + parts.toDo().skipped() + " were skipped: some are unaccounted for");
        }
    }

    private RunRecord record(String run, Instant started, Inputs inputs, Parts parts) {
        Instant finished = Instant.now();
        return new RunRecord(
                run,
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                finished.truncatedTo(ChronoUnit.SECONDS).toString(),
                inputs.named(),
                parts.table().location(),
                parts.toDo().seen(),
                parts.toDo().skipped(),
                parts.toDo().stillFailed(),
                parts.listing().repeated(),
                parts.waves().scored(),
                parts.waves().failures(),
                parts.waves().count(),
                modelRecord(),
                settingsRecord(parts.job()),
                parts.job().watches().patches(),
                seconds(parts.listing(), parts.job(), Duration.between(started, finished)),
                Versions.of(spark.version()));
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
                settings.scoring().arithmetic().name(),
                spark.sparkContext().master(),
                spark.sparkContext().defaultParallelism());
    }

    private Map<String, Double> seconds(ListingAhead listing, ScoringJob job, Duration whole) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put(RunStage.LIST.text(), listing.seconds());
        seconds.putAll(job.watches().seconds());
        seconds.put(RunRecord.WHOLE_RUN, whole.toNanos() / 1e9);
        return seconds;
    }
}
