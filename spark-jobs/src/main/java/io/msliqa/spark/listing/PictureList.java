package io.msliqa.spark.listing;

import io.msliqa.UserException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
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
     * The entries in order: of text, all lines that are neither blank nor begin with {@code #}; of CSV and Parquet, the
     * column {@code image}.
     *
     * @throws UserException if a table has no such column
     */
    static Iterator<String> images(SparkSession spark, Path file) {
        String name = file.getName().toLowerCase(Locale.ROOT);
        String path = file.toString();
        Dataset<Row> entries;
        if (name.endsWith(".csv")) {
            entries = column(spark.read().option("header", "true").csv(path), file);
        } else if (name.endsWith(".parquet")) {
            entries = column(spark.read().parquet(path), file);
        } else {
            entries = spark.read()
                    .text(path)
                    .select(functions.trim(functions.col("value")).as(COLUMN))
                    .filter("image != '' and not startswith(image, '#')");
        }
        return entries.filter("image is not null").as(Encoders.STRING()).toLocalIterator();
    }

    private static Dataset<Row> column(Dataset<Row> table, Path file) {
        if (!Arrays.asList(table.columns()).contains(COLUMN)) {
            throw new UserException("The manifest '" + file + "' has no column '" + COLUMN + "', only "
                    + String.join(", ", table.columns()));
        }
        return table.select(functions.col(COLUMN).cast("string"));
    }
}
