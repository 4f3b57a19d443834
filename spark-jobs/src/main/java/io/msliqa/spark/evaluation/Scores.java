package io.msliqa.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.labels.Matching;
import io.msliqa.spark.rows.ScoreColumns;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Holds what one model says about pictures.
 * @param name what reports call the model
 * @param scale the range and direction of its scores
 * @param rows with image, version, status, reason, score and the means by head, scale and size (null where unknown); of
 *     several rows of one picture that with the highest version counts
 * @param cost of a score, where it is known
 * @param origin of the scale
 */
public record Scores(String name, QualityScale scale, Dataset<Row> rows, Optional<Cost> cost, Origin origin) {

    /** Tells who says what the scores mean. */
    public enum Origin {
        /** The model itself; a network may go a little beyond the ends of its scale. */
        MODEL,
        /** The user; a score off that scale shows that it is declared wrongly. */
        USER
    }

    /** The scores in a score table, where a picture that changed has a row in a later wave. */
    static Dataset<Row> ofTable(Dataset<Row> table) {
        return table.select(
                col(ScoreColumns.IMAGE),
                col("wave").cast("long").as(Matching.VERSION),
                col(ScoreColumns.STATUS),
                col(ScoreColumns.REASON),
                col(ScoreColumns.SCORE),
                col(ScoreColumns.HEAD_MEANS),
                col(ScoreColumns.SCALE_MEANS),
                col(ScoreColumns.SIZE_MEANS));
    }

    /** The scores in anybody's table with {@link ScoreColumns#IMAGE} and {@link ScoreColumns#SCORE}. */
    static Dataset<Row> ofColumns(Dataset<Row> table) {
        String means = DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType)
                .catalogString();
        return table.select(
                col(ScoreColumns.IMAGE),
                lit(0L).as(Matching.VERSION),
                lit(ScoreColumns.SCORED).as(ScoreColumns.STATUS),
                lit(null).cast("string").as(ScoreColumns.REASON),
                col(ScoreColumns.SCORE),
                lit(null).cast(means).as(ScoreColumns.HEAD_MEANS),
                lit(null).cast(means).as(ScoreColumns.SCALE_MEANS),
                lit(null).cast(means).as(ScoreColumns.SIZE_MEANS));
    }
}
