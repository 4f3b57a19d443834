package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.col;

import io.msliqa.UserException;
import io.msliqa.quality.table.Field;
import io.msliqa.quality.table.TextTable;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.tables.ManifestOption;
import io.msliqa.spark.tables.Parquet;
import io.msliqa.spark.tables.TableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a column of the manifests says of pictures. */
record ManifestColumn(List<String> manifests, String column) {

    private static final String KEY = "manifest_image";

    /** The name of the column that is added. */
    String added() {
        return "manifest_" + column;
    }

    /**
     * Rows with a column more, null for pictures that no manifest names.
     *
     * @throws UserException if none of the manifests has the column
     */
    Dataset<Row> add(Dataset<Row> rows) {
        SparkSession spark = rows.sparkSession();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        StructType type = type();
        Dataset<Row> all = spark.createDataFrame(List.<Row>of(), type);
        List<String> without = new ArrayList<>();
        boolean found = false;
        for (String text : manifests) {
            ManifestOption option = ManifestOption.parse(text);
            Path file = new Path(option.file());
            if (isGone(file, hadoop)) {
                continue;
            }
            Optional<Dataset<Row>> table = read(spark, option, hadoop);
            if (table.isEmpty()) {
                without.add(option.file());
                continue;
            }
            found = true;
            String parent = qualified(file, hadoop).getParent().toString();
            all = all.union(table.get()
                    .filter(col(KEY).isNotNull().and(col(KEY).notEqual("")))
                    .map(
                            (MapFunction<Row, Row>)
                                    row -> RowFactory.create(place(parent, row.getString(0)), row.get(1)),
                            Encoders.row(type)));
        }
        if (!found) {
            throw new UserException("nightly.group-by has column:" + column + ", which no manifest has"
                    + (without.isEmpty() ? "; name one with --manifest" : " (" + String.join(", ", without) + ")"));
        }
        return rows.join(all.dropDuplicates(KEY), rows.col(ScoreColumns.IMAGE).equalTo(col(KEY)), "left")
                .drop(KEY);
    }

    private StructType type() {
        return new StructType().add(KEY, DataTypes.StringType).add(added(), DataTypes.StringType);
    }

    private static String place(String parent, String image) {
        Path folder = new Path(parent);
        Path path = new Path(folder, image);
        // As the listing names files: with the scheme of the manifest's file system.
        return path.toUri().getScheme() != null
                ? path.toString()
                : new Path(
                                folder.toUri().getScheme(),
                                folder.toUri().getAuthority(),
                                path.toUri().getPath())
                        .toString();
    }

    private static Path qualified(Path file, Configuration hadoop) {
        try {
            return file.getFileSystem(hadoop).makeQualified(file);
        } catch (IOException e) {
            throw new UserException("The manifest '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isGone(Path file, Configuration hadoop) {
        try {
            return !file.getFileSystem(hadoop).exists(file);
        } catch (IOException e) {
            throw new UserException("The manifest '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** Pictures beside the column; empty for lists without columns, and tables without this one. */
    private Optional<Dataset<Row>> read(SparkSession spark, ManifestOption option, Configuration hadoop) {
        String name = new Path(option.file()).getName().toLowerCase(Locale.ROOT);
        if (TableFiles.isText(name)) {
            return hasColumn(option, hadoop) ? Optional.of(text(spark, option)) : Optional.empty();
        }
        return name.endsWith(".parquet") ? parquet(spark, option) : Optional.empty();
    }

    private boolean hasColumn(ManifestOption option, Configuration hadoop) {
        try (TextTable table = TableFiles.open(hadoop, option.file(), option.table())) {
            return table.places().has(column);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dataset<Row> text(SparkSession spark, ManifestOption option) {
        String wanted = column;
        Path file = qualified(new Path(option.file()), spark.sparkContext().hadoopConfiguration());
        return new TableFiles(List.of(file.toString()), option.table()).rows(spark, type(), row -> {
            String value = row.text(wanted);
            return RowFactory.create(row.text(Field.IMAGE), value.isEmpty() ? null : value);
        });
    }

    private Optional<Dataset<Row>> parquet(SparkSession spark, ManifestOption option) {
        Dataset<Row> table = Parquet.read(spark, option.file());
        List<String> names = Arrays.asList(table.columns());
        Optional<String> image = option.table().columns().candidates(Field.IMAGE).stream()
                .flatMap(candidate -> names.stream().filter(candidate::equalsIgnoreCase))
                .findFirst();
        return image.filter(there -> names.contains(column))
                .map(there -> table.select(
                        table.col("`" + there + "`").cast("string").as(KEY),
                        table.col("`" + column + "`").cast("string").as(added())));
    }
}
