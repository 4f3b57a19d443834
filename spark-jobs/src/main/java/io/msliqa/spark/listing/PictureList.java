package io.msliqa.spark.listing;

import io.msliqa.UserException;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TextTable;
import io.msliqa.spark.tables.ManifestOption;
import io.msliqa.spark.tables.Parquet;
import io.msliqa.spark.tables.TableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads a user's list of pictures. */
final class PictureList {

    private static final String COLUMN = "image";

    private PictureList() {}

    /**
     * Hands over the entries in order: of text, all lines that are neither blank nor begin with {@code #}; of a table
     * ({@code .csv}, {@code .tsv}, the same gzipped, {@code .parquet}), its column for the picture.
     *
     * @throws UserException if a table has no such column, or is none
     */
    static void read(SparkSession spark, Path file, ManifestOption option, Consumer<Iterator<String>> entries) {
        String name = file.getName().toLowerCase(Locale.ROOT);
        if (TableFiles.isText(name)) {
            readTable(spark.sparkContext().hadoopConfiguration(), file, option, entries);
        } else if (name.endsWith(".parquet")) {
            Dataset<Row> table = Parquet.read(spark, file.toString());
            entries.accept(strings(table.select(table.col("`" + column(table, file, option) + "`")
                    .cast("string")
                    .as(COLUMN))));
        } else {
            entries.accept(strings(spark.read()
                    .text(file.toString())
                    .select(functions.trim(functions.col("value")).as(COLUMN))
                    .filter("image != '' and not startswith(image, '#')")));
        }
    }

    private static void readTable(
            Configuration hadoop, Path file, ManifestOption option, Consumer<Iterator<String>> entries) {
        try (TextTable table = TableFiles.open(hadoop, file.toString(), option.table())) {
            entries.accept(new Entries(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Iterator<String> strings(Dataset<Row> column) {
        return column.filter("image is not null").as(Encoders.STRING()).toLocalIterator();
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
    private static final class Entries implements Iterator<String> {

        private final TextTable table;
        private String next = "";

        Entries(TextTable table) {
            this.table = table;
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && table.hasNext()) {
                next = table.next().text(Field.IMAGE);
            }
            return !next.isEmpty();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String entry = next;
            next = "";
            return entry;
        }
    }
}
