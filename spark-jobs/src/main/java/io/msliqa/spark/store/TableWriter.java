package io.msliqa.spark.store;

import io.msliqa.UserException;
import io.msliqa.spark.StorageProblem;
import io.msliqa.spark.rows.ScoreColumns;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds waves to a table, one after the other. It writes a wave to a staging folder, claims its number, then moves it
 * into place. If it ends before the claim, the table does not have the wave; if it ends after the claim, the next
 * writer finishes the wave, whatever failed.
 *
 * <p>Waves may be staged while others are published; only one thread at a time may publish.
 */
public final class TableWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);

    private final SparkSession spark;
    private final TableKind kind;
    private final TableFiles files;
    private final TableLayout layout;
    private final AtomicFiles atomic;
    private final TableRecovery recovery;
    private final String run;
    private final SignsOfLife signs;
    private int last;
    /** The number that the last staged wave is to have. */
    private int staged;

    private boolean unfinished;

    private TableWriter(
            SparkSession spark, TableKind kind, TableRecovery recovery, String run, SignsOfLife signs, int last) {
        this.spark = spark;
        this.kind = kind;
        this.files = recovery.files();
        this.layout = recovery.layout();
        this.atomic = recovery.atomic();
        this.recovery = recovery;
        this.run = run;
        this.signs = signs;
        this.last = last;
        this.staged = last;
    }

    static TableWriter begin(
            SparkSession spark, TableKind kind, TableRecovery recovery, String run, Duration signEvery) {
        TableLayout layout = recovery.layout();
        try {
            // In this order: a number that is claimed after the first step makes our own claim fail, so no wave can
            // slip in that the caller, who will read next what is done, does not see.
            int last = recovery.lastClaimed();
            List<String> dead = new Writers(recovery.files(), layout, kind.title(), signEvery).requireAllDead();
            recovery.finish(last);
            recovery.sweep(dead);
            SignsOfLife signs = SignsOfLife.begin(recovery.files(), layout, run, signEvery);
            return new TableWriter(spark, kind, recovery, run, signs, last);
        } catch (IOException e) {
            throw new UserException(
                    "The " + kind.title() + " '" + layout.root() + "' cannot be written to: " + StorageProblem.of(e),
                    e);
        }
    }

    /**
     * Writes one wave and publishes it.
     *
     * @param rows of the table's schema
     * @param expected how many rows there must be
     * @throws UserException if another run has written to the table meanwhile, and nothing is published then; if there is
     *     no room, or no permission
     */
    public Commit write(Dataset<Row> rows, long expected) {
        return replace(List.of(), rows, expected);
    }

    /**
     * Writes one wave and publishes it in the place of others.
     *
     * @param replaced numbers of published waves, which vanish
     * @param rows as of {@link #write}
     * @param expected as of {@link #write}
     */
    public Commit replace(List<Integer> replaced, Dataset<Row> rows, long expected) {
        Commit commit = stage(replaced, rows, expected);
        publish(commit);
        return commit;
    }

    /**
     * Writes one wave where no reader sees it, and reads it back. Waves are to be published in the order in which this is
     * called.
     *
     * @param rows as of {@link #write}
     * @param expected as of {@link #write}
     */
    public Commit stage(Dataset<Row> rows, long expected) {
        return stage(List.of(), rows, expected);
    }

    Commit stage(List<Integer> replaced, Dataset<Row> rows, long expected) {
        int wave = nextNumber();
        try {
            return stage(wave, replaced, rows, expected);
        } catch (Exception e) {
            // Any: Spark also throws checked ones, which it does not declare.
            throw failure(e, wave);
        }
    }

    private synchronized int nextNumber() {
        staged++;
        return staged;
    }

    private RuntimeException failure(Exception cause, int wave) {
        return StorageFailure.of(
                cause, "Writing wave " + wave + " of the " + kind.title() + " '" + layout.root() + "'");
    }

    /**
     * Makes a staged wave part of the table.
     *
     * @param commit the earliest of those that are staged
     * @throws UserException as {@link #write}
     */
    public void publish(Commit commit) {
        if (unfinished) {
            throw new IllegalStateException("Wave " + (last + 1) + " failed; it takes a new writer to finish it");
        }
        if (commit.wave() != last + 1) {
            throw new IllegalStateException("Wave " + commit.wave() + " is to be published after wave " + (last + 1));
        }
        try {
            // An answer may be lost: from here on the number may be ours, and what is staged the only copy of its rows.
            unfinished = true;
            if (!claim(commit)) {
                unfinished = false;
                throw overtaken();
            }
            recovery.publish(commit);
            unfinished = false;
        } catch (Exception e) {
            throw failure(e, commit.wave());
        }
    }

    /**
     * Removes failures from the table, in one step, so that the pictures can be scored anew.
     *
     * @param table this one
     * @param failed which rows may go
     * @param images the pictures of the rows that do go
     */
    public void forget(ScoreTable table, FailedRows failed, List<String> images) {
        Dataset<Row> names =
                spark.createDataset(images, Encoders.STRING()).toDF("forgotten").distinct();
        Column named = functions.col(ScoreColumns.IMAGE).equalTo(names.col("forgotten"));
        // What this run has tried again and failed with stays.
        Column before =
                failed.condition().and(functions.col(ScoreColumns.RUN_ID).notEqual(run));
        Dataset<Row> gone = table.read().filter(before).join(names, named, "left_semi");
        List<Integer> waves =
                gone.select(ScoreTable.WAVE).distinct().as(Encoders.INT()).collectAsList();
        if (!waves.isEmpty()) {
            Dataset<Row> touched =
                    table.read().filter(functions.col(ScoreTable.WAVE).isin(waves.toArray()));
            Dataset<Row> kept =
                    touched.join(names, before.and(named), "left_anti").drop(ScoreTable.WAVE);
            replace(waves, kept, touched.count() - gone.count());
        }
    }

    private Commit stage(int wave, List<Integer> replaced, Dataset<Row> rows, long expected) throws IOException {
        Path folder = layout.staged(run, wave);
        files.system().delete(folder, true);
        rows.write()
                .mode(SaveMode.ErrorIfExists)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
                .parquet(folder.toString());
        Dataset<Row> written = spark.read().schema(kind.schema()).parquet(folder.toString());
        TableKind.Tally tally = kind.tally(written);
        if (tally.rows() != expected) {
            throw new IllegalStateException("Of " + expected + " rows of wave " + wave + " there are " + tally.rows());
        }
        atomic.settle(folder);
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Commit(
                wave, run, expected, tally.good(), tally.failures(), replaced, now, WaveFiles.in(files, folder));
    }

    /** Claims the wave's number, which makes the wave part of the table; false if another run has the number. */
    boolean claim(Commit commit) throws IOException {
        Path scratch = new Path(layout.staging(run), "claim.json");
        boolean ours = atomic.createIfAbsent(layout.commit(commit.wave()), Json.write(commit), scratch)
                // A request that was sent twice, because its first answer was lost, finds its own claim.
                || recovery.claim(commit.wave())
                        .map(Commit::run)
                        .filter(run::equals)
                        .isPresent();
        last = ours ? commit.wave() : last;
        return ours;
    }

    private UserException overtaken() {
        return new UserException("Another run has written to the " + kind.title() + " '" + layout.root()
                + "' since this one began. Nothing is lost: what this run published stays, and what it had in work is"
                + " not. Start it again when the other one has finished, or use another --output");
    }

    /** Keeps a record of what the run did, as JSON, under {@code _runs}. */
    public void record(Object manifest) {
        try {
            WholeFile.replace(
                    layout.run(run), Json.write(manifest), files.system().getConf());
        } catch (IOException e) {
            throw StorageFailure.of(e, "Writing the record of run " + run);
        }
    }

    /** Removes the run's staging folder, unless a wave that is claimed, or may be, still lies there. */
    @Override
    public void close() {
        if (unfinished) {
            signs.leave();
            return;
        }
        signs.close();
        try {
            files.system().delete(layout.staging(run), true);
        } catch (IOException e) {
            // All that was to be published is; the next run removes the rest.
            LOG.warn("The folder {} cannot be removed: {}", layout.staging(run), e.toString());
        }
    }
}
