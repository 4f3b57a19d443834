package io.msliqa.spark.storage;

import io.msliqa.spark.StorageProblem;
import io.msliqa.spark.UserException;
import io.msliqa.spark.config.StorageSettings;
import io.msliqa.spark.listing.FingerprintSet;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.table.CorpusRow;
import io.msliqa.spark.table.ScoreColumns;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A folder of scores on any Hadoop file system, which grows by waves: see the package for how it lies there.
 *
 * <p>The table is the state of the work: what it holds is done. It is read by any reader of Parquet; a picture that
 * changed, or was scored by another model, has a row for each.
 */
public final class ScoreTable {

    /** The column of the wave's number. */
    static final String WAVE = "wave";

    private final SparkSession spark;
    private final FileSystem files;
    private final TableLayout layout;
    private final AtomicFiles atomic;

    private ScoreTable(SparkSession spark, FileSystem files, Path root) throws IOException {
        this.spark = spark;
        this.files = files;
        this.layout = new TableLayout(root);
        this.atomic = AtomicFiles.of(files, spark.sparkContext().hadoopConfiguration());
    }

    /**
     * An existing table.
     *
     * @throws UserException if there is none
     */
    public static ScoreTable existing(SparkSession spark, String folder) {
        return at(spark, folder, (files, root) -> {
            if (!files.exists(new Path(root, TableLayout.COMMITS))) {
                throw new UserException("'" + folder + "' is no score table; make one with msliqa score --output");
            }
        });
    }

    /** Whether there is one. */
    public static boolean exists(SparkSession spark, String folder) {
        boolean[] found = {false};
        at(spark, folder, (files, root) -> found[0] = files.exists(new Path(root, TableLayout.COMMITS)));
        return found[0];
    }

    /**
     * A table to write to, made if it is not there.
     *
     * @throws UserException if the folder cannot be made, or holds something else
     */
    public static ScoreTable create(SparkSession spark, String folder) {
        return at(spark, folder, (files, root) -> {
            Path commits = new Path(root, TableLayout.COMMITS);
            if (!files.exists(commits)) {
                requireEmpty(files, root, folder);
            }
            if (!files.mkdirs(commits)) {
                throw new IOException("the folder cannot be made");
            }
        });
    }

    private interface Preparation {
        void prepare(FileSystem files, Path root) throws IOException;
    }

    private static ScoreTable at(SparkSession spark, String folder, Preparation preparation) {
        try {
            Path path = StorageProblem.path(folder);
            FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            Path root = files.makeQualified(path);
            preparation.prepare(files, root);
            return new ScoreTable(spark, files, root);
        } catch (IOException e) {
            throw new UserException("The score table '" + folder + "' cannot be opened: " + StorageProblem.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new UserException("The score table '" + folder + "' cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void requireEmpty(FileSystem files, Path root, String folder) throws IOException {
        if (files.exists(root)) {
            for (FileStatus status : files.listStatus(root)) {
                throw new UserException("'" + folder + "' is no score table and is not empty (it holds '"
                        + status.getPath().getName() + "'); name a new folder with --output");
            }
        }
    }

    /** The folder, as a URI. */
    public String location() {
        return layout.root().toString();
    }

    /** All published rows, with the columns of {@link ScoreColumns} and {@code wave}, the number of the wave. */
    public Dataset<Row> read() {
        if (!hasRows()) {
            return spark.createDataFrame(List.<Row>of(), ScoreColumns.SCHEMA.add(WAVE, "int", false));
        }
        return spark.read().schema(ScoreColumns.SCHEMA.add(WAVE, "int")).parquet(location());
    }

    private boolean hasRows() {
        try {
            for (FileStatus status : files.listStatus(layout.root())) {
                if (TableLayout.isPublished(status.getPath().getName())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The score table " + location() + " cannot be listed", e);
        }
    }

    /**
     * What is done: the fingerprints of all files that a model has scored (or failed to) after such preprocessing.
     *
     * @param retried of the failures, those that do not count
     */
    public FingerprintSet done(FailedRows retried) {
        return fingerprints(
                read().filter(retried.ofRun().and(functions.not(retried.condition()))),
                row -> Fingerprint.of(CorpusRow.ofScored(row)));
    }

    /** The names of those failures. */
    public FingerprintSet images(FailedRows failed) {
        return fingerprints(read().filter(failed.condition()), ScoreTable::name);
    }

    /** The names of those of them that the listing could not look at: folders and shards as a whole may be among them. */
    public FingerprintSet unlisted(FailedRows failed) {
        return fingerprints(
                read().filter(failed.condition()
                        .and(functions.col(ScoreColumns.MODIFIED).isNull())),
                ScoreTable::name);
    }

    private static Fingerprint name(Row row) {
        return Fingerprint.of(row.<String>getAs(ScoreColumns.IMAGE));
    }

    private interface Print extends Serializable {
        Fingerprint of(Row row);
    }

    private static FingerprintSet fingerprints(Dataset<Row> rows, Print print) {
        FingerprintSet all = new FingerprintSet();
        rows.select(ScoreColumns.IMAGE, ScoreColumns.BYTES, ScoreColumns.MODIFIED, ScoreColumns.ETAG)
                .mapPartitions((MapPartitionsFunction<Row, byte[]>) some -> pack(some, print), Encoders.BINARY())
                .collectAsList()
                .forEach(all::addPacked);
        return all;
    }

    private static Iterator<byte[]> pack(Iterator<Row> rows, Print print) {
        List<byte[]> packed = new ArrayList<>();
        int many = 65536;
        ByteBuffer buffer = ByteBuffer.allocate(16 * many);
        while (rows.hasNext()) {
            Fingerprint fingerprint = print.of(rows.next());
            buffer.putLong(fingerprint.high()).putLong(fingerprint.low());
            if (!buffer.hasRemaining() || !rows.hasNext()) {
                byte[] full = new byte[buffer.position()];
                buffer.flip().get(full);
                packed.add(full);
                buffer.clear();
            }
        }
        return packed.iterator();
    }

    /** What has been done to it. */
    public TableHistory history() {
        return new TableHistory(new TableFiles(files), layout, recovery());
    }

    private TableRecovery recovery() {
        return new TableRecovery(new TableFiles(files), layout, atomic);
    }

    /**
     * Begins to write: finishes what a killed run left claimed, sweeps what it left unclaimed.
     *
     * @throws UserException if the folder cannot be written to, or another run is at work in it
     */
    public TableWriter writer(String run, StorageSettings settings) {
        return TableWriter.begin(spark, recovery(), run, settings.signEvery());
    }
}
