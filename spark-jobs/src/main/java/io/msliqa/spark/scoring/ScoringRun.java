package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.scoring.ScoringSettings;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.rows.ScoreStamp;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.FailedRows;
import io.msliqa.spark.store.ScoreTable;
import io.msliqa.spark.store.TableWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

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
    private final List<ScoringModel> models;
    private final RunListener listener;
    private final DriverRoom room;

    public ScoringRun(SparkSession spark, Settings settings, RunListener listener) {
        this(spark, settings, listener, DriverRoom.USUAL);
    }

    ScoringRun(SparkSession spark, Settings settings, RunListener listener, DriverRoom room) {
        this.room = room;
        this.spark = spark;
        this.settings = settings;
        this.listener = listener;
        this.models = Model.all(settings.model(), spark.sparkContext().hadoopConfiguration());
    }

    /** The models that score, the first one first. */
    public List<ScoringModel> models() {
        return models;
    }

    /** The parts that work together in a run. */
    private record Parts(ListingAhead listing, ScoringJob job, ScoreTable table, ToDo toDo, PublishedCounts counts) {}

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
            ScoringJob job = ScoringJob.prepare(spark, models, settings, run);
            List<FailedRows> again = job.failed(scope);
            ScoreTable table = ScoreTable.create(spark, folder);
            try (TableWriter writer = table.writer(run, settings.storage())) {
                spark.sparkContext().setJobDescription("Reading what the table holds");
                try (ToDo toDo = ToDo.of(listing, table, again, scope.limit(), room)) {
                    Waves waves = new Waves(spark, settings, job, writer, sofar -> tell(listing, toDo, sofar));
                    score(toDo, waves, table, writer);
                    tell(listing, toDo, waves.counts());
                    Parts parts = new Parts(listing, job, table, toDo, waves.counts());
                    List<Share> shares = shares(run, parts);
                    requireComplete(parts, shares);
                    RunRecord record = record(run, started, inputs, parts, shares);
                    writer.record(record);
                    return record;
                }
            }
        }
    }

    private static void score(ToDo toDo, Waves waves, ScoreTable table, TableWriter writer) {
        do {
            waves.score(toDo);
            boolean anyForgotten = false;
            for (Done model : toDo.models()) {
                if (model.forgottenSoFar() > 0) {
                    writer.forget(table, model.retried(), model.forgotten());
                    anyForgotten = true;
                }
            }
            if (anyForgotten) {
                waves.score(toDo.again().iterator());
            }
        } while (toDo.goOn());
    }

    private void tell(ListingAhead listing, ToDo toDo, PublishedCounts counts) {
        RunListener.State now =
                new RunListener.State(listing.count(), listing.isComplete(), toDo.skipped(), counts.pictures());
        ScoringMetrics.at(now);
        listener.at(now);
    }

    /** What a run did with one model. */
    private record Share(long scored, SortedMap<String, Long> failures) {

        long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** What the waves have counted, if there is one model; else what the table says, for a wave has rows of all. */
    private List<Share> shares(String run, Parts parts) {
        if (models.size() == 1) {
            return List.of(new Share(parts.counts().scored(), parts.counts().failures()));
        }
        List<Row> counts = parts.table()
                .read()
                .filter(functions.col(ScoreColumns.RUN_ID).equalTo(run))
                .groupBy(ScoreColumns.MODEL_ID, ScoreColumns.STATUS, ScoreColumns.REASON)
                .count()
                .collectAsList();
        List<Share> shares = new ArrayList<>();
        for (ScoringModel model : models) {
            long scored = 0;
            SortedMap<String, Long> failures = new TreeMap<>();
            for (Row count : counts) {
                if (count.getString(0).equals(model.id())) {
                    if (count.getString(1).equals(ScoreColumns.SCORED)) {
                        scored += count.getLong(3);
                    } else {
                        failures.merge(count.getString(2), count.getLong(3), Long::sum);
                    }
                }
            }
            shares.add(new Share(scored, failures));
        }
        return shares;
    }

    private static void requireComplete(Parts parts, List<Share> shares) {
        long discovered =
                parts.toDo().isLimited() ? parts.toDo().seen() : parts.listing().count();
        for (int model = 0; model < shares.size(); model++) {
            Share share = shares.get(model);
            long skipped = parts.toDo().models().get(model).skipped();
            if (discovered != share.scored() + share.failed() + skipped) {
                throw new IllegalStateException("Of " + discovered + " pictures found, " + share.scored()
                        + " were scored, " + share.failed() + " failed and " + skipped
                        + " were skipped: some are unaccounted for");
            }
        }
    }

    private RunRecord record(String run, Instant started, Inputs inputs, Parts parts, List<Share> shares) {
        Instant finished = Instant.now();
        ScoringSettings scoring = ScoringJob.scoringSettings(settings);
        List<RunRecord.ModelShare> all = new ArrayList<>();
        for (int model = 0; model < shares.size(); model++) {
            Done done = parts.toDo().models().get(model);
            all.add(new RunRecord.ModelShare(
                    modelRecord(models.get(model)),
                    settingsRecord(
                            models.get(model), scoring, parts.job().stamps().get(model)),
                    done.skipped(),
                    done.stillFailed(),
                    shares.get(model).scored(),
                    shares.get(model).failures()));
        }
        RunRecord.ModelShare first = all.get(0);
        return new RunRecord(
                run,
                started.truncatedTo(ChronoUnit.SECONDS).toString(),
                finished.truncatedTo(ChronoUnit.SECONDS).toString(),
                inputs.named(),
                parts.table().location(),
                parts.toDo().seen(),
                first.skipped(),
                first.stillFailed(),
                parts.listing().repeated(),
                first.scored(),
                first.failures(),
                parts.counts().waves(),
                first.model(),
                first.settings(),
                parts.job().watches().patches(),
                seconds(parts.listing(), parts.job(), Duration.between(started, finished)),
                Versions.of(spark.version()),
                all.subList(1, all.size()));
    }

    private static RunRecord.ModelRecord modelRecord(ScoringModel model) {
        return new RunRecord.ModelRecord(
                model.name(),
                model.id(),
                model.scale().min(),
                model.scale().max(),
                model.scale().higherIsBetter());
    }

    private RunRecord.SettingsRecord settingsRecord(ScoringModel model, ScoringSettings scoring, ScoreStamp stamp) {
        return new RunRecord.SettingsRecord(
                model.mode(scoring),
                stamp.preprocessingId(),
                model.preprocessing(scoring).text(),
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
