package io.msliqa.spark.storage;

import io.msliqa.spark.UserException;
import io.msliqa.spark.table.ScoreColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Adds waves to a score table, one after the other: staged in a folder of its own, claimed by its number, then renamed
 * into place. Killed before the claim, the wave never was; after it, the next writer finishes it.
 */
public final class TableWriter implements AutoCloseable {

    private final SparkSession spark;
    private final FileSystem files;
    private final TableLayout layout;
    private final AtomicFiles atomic;
    private final String run;
    private int last;

    private TableWriter(
            SparkSession spark, FileSystem files, TableLayout layout, AtomicFiles atomic, String run, int last) {
        this.spark = spark;
        this.files = files;
        this.layout = layout;
        this.atomic = atomic;
        this.run = run;
        this.last = last;
    }

    static TableWriter begin(
            SparkSession spark,
            FileSystem files,
            TableLayout layout,
            AtomicFiles atomic,
            String run,
            Duration staleAfter) {
        try {
            TableRecovery recovery = new TableRecovery(files, layout, atomic);
            recovery.requireNoLiveWriter();
            recovery.finishClaimedWaves();
            recovery.sweep(Instant.now().minus(staleAfter));
            files.mkdirs(layout.staging(run));
            TableWriter writer = new TableWriter(spark, files, layout, atomic, run, recovery.lastClaimed());
            writer.sayThatItLives();
            return writer;
        } catch (IOException e) {
            throw new UserException(
                    "The score table '" + layout.root() + "' cannot be written to: " + e.getMessage(), e);
        }
    }

    /**
     * Writes one wave and publishes it.
     *
     * @param rows of {@link ScoreColumns#SCHEMA}
     * @param expected how many rows there must be
     * @throws UserException if another run has written to the table meanwhile; nothing is published then
     */
    public Commit write(Dataset<Row> rows, long expected) {
        try {
            Commit commit = stage(rows, expected);
            claim(commit);
            publish(commit);
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException("Wave " + (last + 1) + " of " + layout.root() + " cannot be written", e);
        }
    }

    /** Writes the rows where no reader sees them, reads them back and counts them. */
    Commit stage(Dataset<Row> rows, long expected) throws IOException {
        int wave = last + 1;
        Path staged = layout.staged(run, wave);
        files.delete(staged, true);
        rows.write()
                .mode(SaveMode.ErrorIfExists)
                .option("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
                .parquet(staged.toString());
        Dataset<Row> written = spark.read().schema(ScoreColumns.SCHEMA).parquet(staged.toString());
        long scored = 0;
        SortedMap<String, Long> failures = new TreeMap<>();
        for (Row count : written.groupBy(ScoreColumns.STATUS, ScoreColumns.REASON)
                .count()
                .collectAsList()) {
            if (count.getString(0).equals(ScoreColumns.SCORED)) {
                scored += count.getLong(2);
            } else {
                failures.merge(count.getString(1), count.getLong(2), Long::sum);
            }
        }
        long counted =
                scored + failures.values().stream().mapToLong(Long::longValue).sum();
        if (counted != expected) {
            throw new IllegalStateException(
                    "Of " + expected + " pictures of wave " + wave + " there are " + counted + " rows");
        }
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Commit(wave, run, expected, scored, failures, now);
    }

    /** Takes the wave's number; from here on the wave is part of the table. */
    void claim(Commit commit) throws IOException {
        Path scratch = new Path(layout.staging(run), "claim.json");
        if (!atomic.createIfAbsent(layout.commit(commit.wave()), Json.write(commit), scratch)) {
            throw new UserException("Another run has written to the score table '" + layout.root()
                    + "' since this one began. Nothing is lost: what this run published stays, and what it had in work is"
                    + " not. Start it again when the other one has finished, or use another --output");
        }
        last = commit.wave();
    }

    /** Moves the claimed wave to where readers see it. */
    void publish(Commit commit) throws IOException {
        atomic.publish(layout.staged(run, commit.wave()), layout.published(commit.wave()));
        sayThatItLives();
    }

    private void sayThatItLives() throws IOException {
        write(layout.owner(run), Json.write(Owner.self()));
    }

    /** Keeps what the run did, as JSON, under {@code _runs}. */
    public void record(Object manifest) {
        try {
            write(layout.run(run), Json.write(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException("The record of run " + run + " cannot be written", e);
        }
    }

    private void write(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(file, true)) {
            out.write(content);
        }
    }

    /** Removes the run's staging folder. */
    @Override
    public void close() {
        try {
            files.delete(layout.staging(run), true);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + layout.staging(run) + " cannot be removed", e);
        }
    }
}
