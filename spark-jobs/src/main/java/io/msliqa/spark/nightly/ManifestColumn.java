package io.msliqa.spark.nightly;

import static org.apache.spark.sql.functions.col;

import io.msliqa.UserException;
import io.msliqa.spark.rows.ScoreColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
        StructType type = new StructType().add(KEY, DataTypes.StringType).add(added(), DataTypes.StringType);
        Dataset<Row> all = spark.createDataFrame(List.<Row>of(), type);
        List<String> without = new ArrayList<>();
        boolean found = false;
        for (String manifest : manifests) {
            Dataset<Row> table = read(spark, manifest, hadoop);
            if (table == null) {
                continue;
            }
            if (!Arrays.asList(table.columns()).contains(column)) {
                without.add(manifest);
                continue;
            }
            found = true;
            Path file = new Path(manifest);
            String parent = qualified(file, hadoop).getParent().toString();
            all = all.union(table.select(
                            col("image").cast("string"), col("`" + column + "`").cast("string"))
                    .filter(col("image").isNotNull())
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

    /** A table with a column {@code image}; null for lists without columns and for files that are gone. */
    private static Dataset<Row> read(SparkSession spark, String manifest, Configuration hadoop) {
        Path file = new Path(manifest);
        String name = file.getName().toLowerCase(Locale.ROOT);
        try {
            if (!file.getFileSystem(hadoop).exists(file)) {
                return null;
            }
        } catch (IOException e) {
            throw new UserException("The manifest '" + file + "' cannot be read: " + e.getMessage(), e);
        }
        if (name.endsWith(".csv")) {
            return spark.read().option("header", "true").csv(manifest);
        }
        return name.endsWith(".parquet") ? spark.read().parquet(manifest) : null;
    }
}
