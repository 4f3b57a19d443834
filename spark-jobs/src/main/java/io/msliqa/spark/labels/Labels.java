package io.msliqa.spark.labels;

import io.msliqa.quality.labels.DatasetException;
import io.msliqa.quality.labels.ImagePresence;
import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.quality.labels.OpinionSpread;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.PairColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Holds people's opinions of pictures, and what they mean.
 *
 * @param name what reports call them
 * @param scale their range and direction
 * @param rows of {@link PairColumns#LABEL}
 * @param problems of rows that {@code rows} leaves out, for the user to mend
 */
public record Labels(String name, QualityScale scale, Dataset<Row> rows, List<String> problems) {

    public Labels {
        problems = List.copyOf(problems);
    }

    /**
     * The labels that a user names.
     *
     * @param seed decides which references a part holds
     * @param presence whether the pictures must be there
     * @throws DatasetException with all that is wrong with a label file, where some pictures of it are asked for, or have to
     *     be scored, or none is left
     * @throws io.msliqa.UserException if a table of Parquet cannot be read or lacks a column
     */
    public static Labels read(SparkSession spark, DataOption option, long seed, ImagePresence presence) {
        if (option.isParquet()) {
            return ParquetLabels.read(spark, option);
        }
        if (presence == ImagePresence.REQUIRED || !option.isWhole()) {
            return of(spark, option, option.part(seed, presence), List.of());
        }
        // Scores are there already: what else is wrong with them is told together with what is wrong with the labels.
        try {
            return of(spark, option, option.part(seed, presence), List.of());
        } catch (DatasetException e) {
            return of(spark, option, e.rest().orElseThrow(() -> e), e.listed());
        }
    }

    private static Labels of(SparkSession spark, DataOption option, LabelledSet set, List<String> problems) {
        List<Row> rows = new ArrayList<>(set.images().size());
        OpinionSpread spread = option.spread();
        set.images().forEach(image -> rows.add(row(image, spread)));
        JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
        int slices = Math.max(1, Math.min(context.defaultParallelism(), rows.size() / 1000));
        return new Labels(
                option.givenName().orElse(set.name()),
                set.scale(),
                spark.createDataFrame(context.parallelize(rows, slices), PairColumns.LABEL),
                problems);
    }

    private static Row row(LabelledImage image, OpinionSpread spread) {
        OptionalDouble error = spread.standardError(image);
        return RowFactory.create(
                new org.apache.hadoop.fs.Path(
                                "file", null, image.image().toAbsolutePath().toString())
                        .toString(),
                image.opinion(),
                image.deviation().isPresent() ? image.deviation().getAsDouble() : null,
                error.isPresent() ? error.getAsDouble() : null,
                image.reference(),
                image.distortion(),
                image.level());
    }
}
