package io.msliqa.spark.listing;

import io.msliqa.UserException;
import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TableRow;
import io.msliqa.quality.table.TextTable;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.tables.ManifestOption;
import io.msliqa.spark.tables.Parquet;
import io.msliqa.spark.tables.TableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads a user's list of pictures. */
final class PictureList {

    private static final String COLUMN = "image";

    private PictureList() {}

    /**
     * Hands over the entries of a list in order. A text gives all lines that are neither blank nor begin with {@code
     * #}. A table ({@code .csv}, {@code .tsv}, the same gzipped, {@code .parquet}) gives its column for the picture
     * and what it says beside it of length, time and checksum. An S3 Inventory, named by its {@code manifest.json}, gives all objects.
     *
     * @throws UserException if a table has no such column, or is none
     */
    static void read(SparkSession spark, Path file, ManifestOption option, Consumer<Iterator<ListedPicture>> entries) {
        if (TableFiles.isText(name(file))) {
            readTable(spark.sparkContext().hadoopConfiguration(), file, option, entries);
            return;
        }
        Dataset<Row> lines = table(spark, file, option).orElseGet(() -> {
            Dataset<Row> text = spark.read()
                    .text(file.toString())
                    .select(functions.trim(functions.col("value")).as(COLUMN))
                    .filter("image != '' and not startswith(image, '#')");
            return described(text, text.col(COLUMN), Columns.PICTURES);
        });
        entries.accept(entries(lines));
    }

    /** A list that executors can read by parts: Parquet, or an S3 Inventory. A row is as {@link #entry} takes it. */
    static Optional<Dataset<Row>> table(SparkSession spark, Path file, ManifestOption option) {
        if (name(file).equals("manifest.json")) {
            return Optional.of(Inventory.read(spark, file));
        }
        if (name(file).endsWith(".parquet")) {
            Dataset<Row> table = Parquet.read(spark, file.toString());
            Column image = table.col("`" + column(table, file, option) + "`");
            return Optional.of(described(table, image, option.table().columns()));
        }
        return Optional.empty();
    }

    private static String name(Path file) {
        return file.getName().toLowerCase(Locale.ROOT);
    }

    private static void readTable(
            Configuration hadoop, Path file, ManifestOption option, Consumer<Iterator<ListedPicture>> entries) {
        try (TextTable table = TableFiles.open(hadoop, file.toString(), option.table())) {
            entries.accept(new Entries(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The columns that an entry is read from. */
    static Dataset<Row> described(Dataset<Row> table, Column image, Columns columns) {
        return table.select(
                        image.cast("string").as(COLUMN),
                        column(table, columns.candidates(Field.BYTES))
                                .orElse(functions.lit(null))
                                .cast("string")
                                .try_cast("long")
                                .as("bytes"),
                        column(table, columns.candidates(Field.MODIFIED))
                                .orElse(functions.lit(null))
                                .try_cast("timestamp")
                                .as("modified"),
                        column(table, columns.candidates(Field.ETAG))
                                .orElse(functions.lit(null))
                                .cast("string")
                                .as("etag"))
                .filter("image is not null");
    }

    /** The first of these names that a table has as a column, in upper or lower case. */
    static Optional<Column> column(Dataset<Row> table, List<String> names) {
        for (String name : names) {
            for (String column : table.columns()) {
                if (column.equalsIgnoreCase(name)) {
                    return Optional.of(table.col("`" + column + "`"));
                }
            }
        }
        return Optional.empty();
    }

    private static Iterator<ListedPicture> entries(Dataset<Row> table) {
        Iterator<Row> rows = table.toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public ListedPicture next() {
                return entry(rows.next());
            }
        };
    }

    /** What a row of {@link #described} says. */
    static ListedPicture entry(Row row) {
        Timestamp modified = row.getTimestamp(2);
        return new ListedPicture(
                row.getString(0),
                row.isNullAt(1) ? CorpusRow.UNKNOWN : row.getLong(1),
                modified == null ? CorpusRow.NEVER : modified.toInstant(),
                row.isNullAt(3) ? "" : row.getString(3));
    }

    private static String column(Dataset<Row> table, Path file, ManifestOption option) {
        List<String> candidates = option.table().columns().candidates(Field.IMAGE);
        return candidates.stream()
                .flatMap(name -> Arrays.stream(table.columns()).filter(name::equalsIgnoreCase))
                .findFirst()
                .orElseThrow(() -> new UserException("The manifest '" + file
                        + "' has no column for the image, looked for "
                        + candidates + " in " + Arrays.toString(table.columns()) + "; name another as " + file.getName()
                        + ",image=COLUMN"));
    }

    /** The pictures of a table; a row without one names none. */
    private static final class Entries implements Iterator<ListedPicture> {

        private final TextTable table;
        private TableRow next;

        Entries(TextTable table) {
            this.table = table;
        }

        @Override
        public boolean hasNext() {
            while (next == null && table.hasNext()) {
                TableRow row = table.next();
                next = row.text(Field.IMAGE).isEmpty() ? null : row;
            }
            return next != null;
        }

        @Override
        public ListedPicture next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            TableRow row = next;
            next = null;
            return new ListedPicture(
                    row.text(Field.IMAGE),
                    bytes(row.text(Field.BYTES)),
                    modified(row.text(Field.MODIFIED)),
                    row.text(Field.ETAG));
        }

        /** What is no number says nothing: the storage is asked. */
        private static long bytes(String text) {
            try {
                return Math.max(CorpusRow.UNKNOWN, Long.parseLong(text));
            } catch (NumberFormatException e) {
                return CorpusRow.UNKNOWN;
            }
        }

        /** ISO 8601, with a blank or a T; without an offset UTC, as Spark's session has it. */
        private static Instant modified(String text) {
            try {
                return DateTimeFormatter.ISO_DATE_TIME
                        .withZone(ZoneOffset.UTC)
                        .parse(text.replace(' ', 'T'), Instant::from);
            } catch (DateTimeParseException e) {
                return CorpusRow.NEVER;
            }
        }
    }
}
