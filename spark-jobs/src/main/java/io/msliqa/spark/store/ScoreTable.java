package io.msliqa.spark.store;

import io.msliqa.UserException;
import io.msliqa.spark.listing.FingerprintSet;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.listing.KnownFingerprints;
import io.msliqa.spark.listing.SpreadFingerprints;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.StorageSettings;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Keeps scores in a folder on any Hadoop file system, which grows by waves; the package says how its files lie.
 *
 * <p>The table is the state of the work: what it holds is done. Any reader of Parquet reads it. A picture that changed,
 * or that another model scored, has a row for each.
 */
public final class ScoreTable {

    /** The column of the wave's number. */
    public static final String WAVE = WaveTable.WAVE;

    /**
     * How many parts come to the driver at once. Each has the fingerprints of some 128 MB of Parquet: a few million of
     * 16 bytes.
     */
    private static final int PARTS_AT_ONCE = 8;

    private final WaveTable waves;

    private ScoreTable(WaveTable waves) {
        this.waves = waves;
    }

    /**
     * Opens an existing table.
     * @throws UserException if there is none
     */
    public static ScoreTable existing(SparkSession spark, String folder) {
        return new ScoreTable(WaveTable.existing(spark, folder, TableKind.SCORES));
    }

    /** Whether a folder is a score table. */
    public static boolean exists(SparkSession spark, String folder) {
        return WaveTable.exists(spark, folder, TableKind.SCORES);
    }

    /**
     * Opens a table to write to, and makes it if it is not there.
     *
     * @throws UserException if the folder cannot be made, or holds something else
     */
    public static ScoreTable create(SparkSession spark, String folder) {
        return new ScoreTable(WaveTable.create(spark, folder, TableKind.SCORES));
    }

    /** The folder, as a URI. */
    public String location() {
        return waves.location();
    }

    /** All published rows, with the columns of {@link ScoreColumns} and {@code wave}, the number of the wave. */
    public Dataset<Row> read() {
        return waves.read();
    }

    /**
     * Tells what is done: the fingerprints of all files that a model has scored (or failed to score) after such
     * preprocessing.
     *
     * @param retried the failures that do not count as done
     * @param few how many the driver may hold; if there are more, the executors do
     */
    public KnownFingerprints done(FailedRows retried, long few) {
        return fingerprints(
                retried.ofRun().and(functions.not(retried.condition())),
                row -> Fingerprint.of(CorpusRow.ofScored(row)),
                few);
    }

    /** The fingerprints of all files that count as done but have no score. */
    public KnownFingerprints without(FailedRows retried, long few) {
        return fingerprints(
                retried.ofRun()
                        .and(functions.col(ScoreColumns.STATUS).equalTo(ScoreColumns.FAILED))
                        .and(functions.not(retried.condition())),
                row -> Fingerprint.of(CorpusRow.ofScored(row)),
                few);
    }

    /** The names of those failures. */
    public KnownFingerprints images(FailedRows failed, long few) {
        return fingerprints(failed.condition(), ScoreTable::name, few);
    }

    /** The names of those failures that the listing could not look at; whole folders and shards may be among them. */
    public KnownFingerprints unlisted(FailedRows failed, long few) {
        return fingerprints(
                failed.condition().and(functions.col(ScoreColumns.MODIFIED).isNull()), ScoreTable::name, few);
    }

    private static Fingerprint name(Row row) {
        return Fingerprint.of(row.<String>getAs(ScoreColumns.IMAGE));
    }

    private interface Print extends Serializable {
        Fingerprint of(Row row);
    }

    private KnownFingerprints fingerprints(Column filter, Print print, long few) {
        if (waves.isEmpty()) {
            return new FingerprintSet();
        }
        Dataset<Row> rows = read().filter(filter);
        // Counting reads little; a set that has to grow would for a moment be there twice.
        long count = rows.count();
        JavaRDD<Fingerprint> fingerprints = rows.select(
                        ScoreColumns.IMAGE, ScoreColumns.BYTES, ScoreColumns.MODIFIED, ScoreColumns.ETAG)
                .javaRDD()
                .map(print::of);
        if (count > few) {
            return SpreadFingerprints.of(fingerprints, count);
        }
        FingerprintSet all = new FingerprintSet(count);
        JavaRDD<byte[]> packed = fingerprints.mapPartitions(SpreadFingerprints::packed);
        // Some parts at a time: all at once, they would be more than Spark hands over.
        for (int first = 0; first < packed.getNumPartitions(); first += PARTS_AT_ONCE) {
            int[] parts = IntStream.range(first, Math.min(packed.getNumPartitions(), first + PARTS_AT_ONCE))
                    .toArray();
            for (List<byte[]> part : packed.collectPartitions(parts)) {
                part.forEach(all::addPacked);
            }
        }
        return all;
    }

    /** The history of the table. */
    public TableHistory history() {
        return waves.history();
    }

    /**
     * Begins to write: finishes the wave that a killed run has claimed, and removes what that run did not claim.
     *
     * @throws UserException if the folder cannot be written to, or another run is at work in it
     */
    public TableWriter writer(String run, StorageSettings settings) {
        return waves.writer(run, settings);
    }
}
