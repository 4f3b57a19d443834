package io.msliqa.spark.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.labels.Matching;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.scoring.RunRecord;
import io.msliqa.spark.store.ScoreTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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

    /**
     * What each model of a run says, in the order of the run. Other rows of its table, as of an earlier run with other
     * models, count for nothing.
     *
     * @param names what reports call the models
     */
    public static List<Scores> ofRun(SparkSession spark, RunRecord run, List<String> names) {
        ScoreTable table = ScoreTable.existing(spark, run.table());
        List<RunRecord> runs = table.history().records(RunRecord.class);
        List<Scores> all = new ArrayList<>();
        for (RunRecord each : run.ofEachModel()) {
            String model = each.model().id();
            String preprocessing = each.settings().preprocessingId();
            all.add(new Scores(
                    names.get(all.size()),
                    each.model().scale(),
                    ofTable(rows(table.read(), model, preprocessing)),
                    Cost.of(runs, model, preprocessing),
                    Origin.MODEL));
        }
        return all;
    }

    /** Of a score table the rows of one model in one way to score. */
    static Dataset<Row> rows(Dataset<Row> table, String model, String preprocessing) {
        return table.filter(col(ScoreColumns.MODEL_ID)
                .equalTo(model)
                .and(col(ScoreColumns.PREPROCESSING_ID).equalTo(preprocessing)));
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
