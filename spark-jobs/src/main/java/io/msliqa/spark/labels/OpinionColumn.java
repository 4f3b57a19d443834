package io.msliqa.spark.labels;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.PairColumns;
import io.msliqa.spark.rows.ScoreColumns;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds people's opinions to rows of a score table. It matches them as {@code evaluate} does: by as many last parts of
 * the path as tell all labels apart. It leaves out labels that several pictures match, and pictures with several
 * labels.
 */
public final class OpinionColumn {

    /** The name of the added column: the opinion, turned so that higher is better. */
    public static final String OPINION = PairColumns.OPINION;

    private static final String KEY = "opinion_key";

    private OpinionColumn() {}

    /** The rows of pictures that have an opinion, with a column {@value #OPINION}. */
    public static Dataset<Row> add(Labels labels, Dataset<Row> rows) {
        int depth = Matching.depth(labels.rows());
        Dataset<Row> opinions = labels.rows()
                .groupBy(key(PairColumns.IMAGE, depth).as(KEY))
                .agg(count(lit(1)).as("labels"), first(upwards(labels.scale())).as(OPINION))
                .filter(col("labels").equalTo(1))
                .drop("labels");
        Dataset<Row> keyed = rows.withColumn(KEY, key(ScoreColumns.IMAGE, depth));
        Dataset<Row> clear = keyed.groupBy(KEY)
                .agg(
                        min(ScoreColumns.IMAGE).as("least"),
                        max(ScoreColumns.IMAGE).as("most"))
                .filter(col("least").equalTo(col("most")))
                .select(KEY);
        return keyed.join(opinions, KEY).join(clear, KEY).drop(KEY);
    }

    private static Column key(String image, int depth) {
        return PictureKey.of(col(image), depth);
    }

    private static Column upwards(QualityScale scale) {
        Column opinion = col(PairColumns.OPINION);
        return scale.higherIsBetter() ? opinion : lit(scale.min() + scale.max()).minus(opinion);
    }
}
