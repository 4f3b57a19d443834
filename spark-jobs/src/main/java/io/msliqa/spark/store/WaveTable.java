package io.msliqa.spark.store;

import io.msliqa.UserException;
import io.msliqa.spark.StorageProblem;
import io.msliqa.spark.settings.StorageSettings;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Keeps rows in a folder on any Hadoop file system, which grows by waves; the package says how its files lie. */
final class WaveTable {

    /** The column of the wave's number. */
    static final String WAVE = "wave";

    private static final int MOST_READINGS = 10;

    private final SparkSession spark;
    private final FileSystem files;
    private final TableKind kind;
    private final TableLayout layout;
    private final AtomicFiles atomic;

    private WaveTable(SparkSession spark, FileSystem files, Path root, TableKind kind) throws IOException {
        this.spark = spark;
        this.files = files;
        this.kind = kind;
        this.layout = new TableLayout(root);
        this.atomic = AtomicFiles.of(files, spark.sparkContext().hadoopConfiguration());
    }

    /**
     * Opens an existing table.
     * @throws UserException if there is none
     */
    static WaveTable existing(SparkSession spark, String folder, TableKind kind) {
        return at(spark, folder, kind, (files, root) -> {
            if (!files.exists(new Path(root, TableLayout.COMMITS))) {
                throw new UserException("'" + folder + "' is no " + kind.title() + "; make one with msliqa "
                        + kind.verb() + " --output");
            }
        });
    }

    /** Whether a folder is such a table. */
    static boolean exists(SparkSession spark, String folder, TableKind kind) {
        boolean[] found = {false};
        at(spark, folder, kind, (files, root) -> found[0] = files.exists(new Path(root, TableLayout.COMMITS)));
        return found[0];
    }

    /**
     * Opens a table to write to, and makes it if it is not there.
     *
     * @throws UserException if the folder cannot be made, or holds something else
     */
    static WaveTable create(SparkSession spark, String folder, TableKind kind) {
        return at(spark, folder, kind, (files, root) -> {
            Path commits = new Path(root, TableLayout.COMMITS);
            if (!files.exists(commits)) {
                requireEmpty(files, root, folder, kind);
            }
            if (!files.mkdirs(commits)) {
                throw new IOException("the folder cannot be made");
            }
        });
    }

    private interface Preparation {
        void prepare(FileSystem files, Path root) throws IOException;
    }

    private static WaveTable at(SparkSession spark, String folder, TableKind kind, Preparation preparation) {
        try {
            Path path = StorageProblem.path(folder);
            FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
            Path root = files.makeQualified(path);
            preparation.prepare(files, root);
            return new WaveTable(spark, files, root, kind);
        } catch (IOException e) {
            throw new UserException(
                    "The " + kind.title() + " '" + folder + "' cannot be opened: " + StorageProblem.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new UserException("The " + kind.title() + " '" + folder + "' cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void requireEmpty(FileSystem files, Path root, String folder, TableKind kind) throws IOException {
        if (files.exists(root)) {
            for (FileStatus status : files.listStatus(root)) {
                throw new UserException("'" + folder + "' is no " + kind.title() + " and is not empty (it holds '"
                        + status.getPath().getName() + "'); name a new folder with --output");
            }
        }
    }

    /** The folder, as a URI. */
    String location() {
        return layout.root().toString();
    }

    /**
     * All rows that count, with the columns of its kind and {@code wave}, the number of the wave.
     *
     * @throws UserException if the folder cannot be listed
     */
    Dataset<Row> read() {
        CommittedWaves waves = waves();
        for (int attempt = 0; attempt < MOST_READINGS; attempt++) {
            Dataset<Row> rows = read(waves);
            CommittedWaves now = waves();
            if (now.equals(waves)) {
                return rows;
            }
            // What was replaced meanwhile may have been listed, or be gone.
            waves = now;
        }
        throw new UserException("The " + kind.title() + " '" + location() + "' changes faster than it can be listed."
                + " Try again when the run that writes to it has finished");
    }

    /**
     * Whether there is no row that counts.
     *
     * @throws UserException if the folder cannot be listed
     */
    boolean isEmpty() {
        return waves().visible().isEmpty();
    }

    private Dataset<Row> read(CommittedWaves waves) {
        if (waves.visible().isEmpty()) {
            return spark.createDataFrame(List.<Row>of(), kind.schema().add(WAVE, "int", false));
        }
        return spark.read()
                .schema(kind.schema().add(WAVE, "int"))
                .parquet(location())
                .filter(functions
                        .col(WAVE)
                        .leq(waves.last())
                        .and(functions.not(
                                functions.col(WAVE).isin(waves.hidden().toArray()))));
    }

    /** The waves that count now. */
    CommittedWaves waves() {
        try {
            return CommittedWaves.of(recovery());
        } catch (IOException e) {
            throw new UserException(
                    "The " + kind.title() + " '" + location() + "' cannot be listed: " + StorageProblem.of(e), e);
        }
    }

    /** The history of the table. */
    TableHistory history() {
        return new TableHistory(new TableFiles(files), layout, recovery());
    }

    private TableRecovery recovery() {
        return new TableRecovery(new TableFiles(files), layout, atomic);
    }

    /**
     * Begins to write: finishes the wave that a killed run has claimed, and removes what that run did not claim.
     *
     * @throws UserException if the folder cannot be written to, or another run is at work in it
     */
    TableWriter writer(String run, StorageSettings settings) {
        return TableWriter.begin(spark, kind, recovery(), run, settings.signEvery());
    }
}
