package io.msliqa.spark.tables;

import io.msliqa.UserException;
import io.msliqa.quality.table.TableOption;
import io.msliqa.quality.table.TableRow;
import io.msliqa.quality.table.TextTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The files of a table of text: one, or those of a folder.
 *
 * <p>One task reads a file, as a row may go on over a line break; so a table may be larger than memory, and one in several
 * files is read at once.
 *
 * @param files all of them, in order
 * @param option how they are written
 */
public record TableFiles(List<String> files, TableOption option) {

    private static final Pattern TEXT_NAME = Pattern.compile(".*\\.(csv|tsv|tab)(\\.gz)?");
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /** Makes a row of Spark of a row of text. */
    @FunctionalInterface
    public interface Rows extends Serializable {

        Row of(TableRow row);
    }

    public TableFiles {
        files = List.copyOf(files);
    }

    /** Whether a file's name says that it is a table of text: {@code .csv}, {@code .tsv}, and the same gzipped. */
    public static boolean isText(String name) {
        return TEXT_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether this is Parquet: a folder without tables of text, or a file that begins as Parquet does. */
    public static boolean isParquet(Configuration hadoop, String place) throws IOException {
        Path path = new Path(place);
        FileSystem system = path.getFileSystem(hadoop);
        if (system.getFileStatus(path).isDirectory()) {
            return texts(system, path).isEmpty();
        }
        try (InputStream in = system.open(path)) {
            return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
        }
    }

    /** The table of text that lies there. */
    public static TableFiles at(Configuration hadoop, String place, TableOption option) throws IOException {
        Path path = new Path(place);
        FileSystem system = path.getFileSystem(hadoop);
        List<String> files = system.getFileStatus(path).isDirectory()
                ? texts(system, path)
                : List.of(system.makeQualified(path).toString());
        return new TableFiles(files, option);
    }

    private static List<String> texts(FileSystem system, Path folder) throws IOException {
        return Arrays.stream(system.listStatus(folder))
                .filter(FileStatus::isFile)
                .map(FileStatus::getPath)
                .filter(file -> isText(file.getName()) && !file.getName().matches("[_.].*"))
                .map(Path::toString)
                .sorted()
                .toList();
    }

    /**
     * Opens a file of a table.
     *
     * @throws UserException if it cannot be read, or lacks a column
     */
    public static TextTable open(Configuration hadoop, String file, TableOption option) {
        try {
            Path path = new Path(file);
            return TextTable.open(path.getFileSystem(hadoop).open(path), file.replaceFirst("^file:/+", "/"), option);
        } catch (IOException e) {
            throw new UserException("The table '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads all rows here, one after the other, to see what is wrong with them before any task does.
     *
     * @throws UserException citing file and line, if something is no table
     */
    public void forEach(Configuration hadoop, Consumer<TableRow> action) {
        for (String file : files) {
            try (TextTable table = open(hadoop, file, option)) {
                table.forEachRemaining(action);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The rows, read by tasks as they are needed. */
    public Dataset<Row> rows(SparkSession spark, StructType type, Rows rows) {
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
        TableOption said = option;
        FlatMapFunction<String, Row> read = file -> read(hadoop.value().value(), file, said, rows);
        return spark.createDataset(
                        context.parallelize(files, Math.max(1, files.size())).rdd(), Encoders.STRING())
                .flatMap(read, Encoders.row(type));
    }

    private static Iterator<Row> read(Configuration hadoop, String file, TableOption option, Rows rows) {
        TextTable table = open(hadoop, file, option);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) done -> {
            try {
                table.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return table.hasNext();
            }

            @Override
            public Row next() {
                return rows.of(table.next());
            }
        };
    }
}
