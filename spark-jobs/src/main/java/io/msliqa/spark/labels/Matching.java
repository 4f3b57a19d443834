package io.msliqa.spark.labels;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.msliqa.spark.rows.PairColumns;
import io.msliqa.spark.rows.ScoreColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Brings labels and scores of the same pictures together.
 *
 * <p>The end of its path identifies a picture, because it may have lain elsewhere when it was scored: its file name,
 * with as many folders before it as it takes to tell all labels apart ({@link PictureKey}).
 */
public final class Matching {

    /** The column that tells which of several rows of one picture counts: the row with the highest value. */
    public static final String VERSION = "version";

    static final String KEY = "key";
    static final String LABEL = "label";
    static final String LABELS = "labels";
    static final String OUTCOME = "outcome";

    /** A picture without a label or, of a model, without a row. */
    static final String ABSENT = "ABSENT";

    /** Several rows for one picture. */
    static final String DOUBLED = "DOUBLED";

    /** A score that is missing, NaN or infinite in a row that says it is there. */
    static final String NOT_FINITE = "NOT_FINITE";

    /** One label, or one score. */
    static final String USABLE = "USABLE";

    private static final int DEEPEST = 8;
    private static final String SOURCE = "source";
    private static final String PAYLOAD = "payload";
    private static final int OF_LABELS = -1;

    private static final List<String> SCORES =
            List.of(ScoreColumns.SCORE, ScoreColumns.HEAD_MEANS, ScoreColumns.SCALE_MEANS, ScoreColumns.SIZE_MEANS);

    private static final MapType MEANS = DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);

    private static final StructType SCORE_TYPE = new StructType()
            .add(ScoreColumns.STATUS, DataTypes.StringType)
            .add(ScoreColumns.REASON, DataTypes.StringType)
            .add(ScoreColumns.SCORE, DataTypes.DoubleType)
            .add(ScoreColumns.HEAD_MEANS, MEANS)
            .add(ScoreColumns.SCALE_MEANS, MEANS)
            .add(ScoreColumns.SIZE_MEANS, MEANS);

    private Matching() {}

    /** How many parts of the path tell all labels apart; all of them if not even {@value #DEEPEST} do. */
    public static int depth(Dataset<Row> labels) {
        // As many names as rows: nothing deeper needs to be counted.
        Row names = labels.agg(count(lit(1)), countDistinct(xxhash64(key(1)))).first();
        if (names.getLong(0) == names.getLong(1)) {
            return 1;
        }
        long pictures = distinct(labels, col(PairColumns.IMAGE));
        for (int depth = 1; depth <= DEEPEST; depth++) {
            if (distinct(labels, key(depth)) == pictures) {
                return depth;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static long distinct(Dataset<Row> labels, Column what) {
        return labels.agg(countDistinct(xxhash64(what))).first().getLong(0);
    }

    private static Column key(int depth) {
        return PictureKey.of(col(PairColumns.IMAGE), depth);
    }

    /**
     * One row for each picture that has a label or a score: {@value #KEY}, {@value #LABELS} and {@value #LABEL}, and
     * for each model its outcome, its score and its means. One shuffle brings all together.
     *
     * @param scores of each model by its name: image, {@value #VERSION}, status, reason, score and means
     */
    public static Dataset<Row> join(Labels labels, Map<String, Dataset<Row>> scores, int depth) {
        List<String> models = List.copyOf(scores.keySet());
        Column[] fields =
                Stream.of(PairColumns.LABEL.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
        Dataset<Row> all = labels.rows()
                .select(
                        key(depth).as(KEY),
                        lit(OF_LABELS).as(SOURCE),
                        col(PairColumns.IMAGE),
                        lit(0L).as(VERSION),
                        struct(fields).as(LABEL),
                        lit(null).cast(SCORE_TYPE).as(PAYLOAD));
        for (int i = 0; i < models.size(); i++) {
            all = all.union(scores.get(models.get(i))
                    .select(
                            key(depth).as(KEY),
                            lit(i).as(SOURCE),
                            col(ScoreColumns.IMAGE),
                            col(VERSION),
                            lit(null).cast(labelType(labels)).as(LABEL),
                            payload().as(PAYLOAD)));
        }
        List<Column> gathered = new ArrayList<>(List.of(min(col(LABEL)).as(LABEL)));
        for (int i = 0; i < models.size(); i++) {
            gathered.add(outcome(i).as(PairColumns.of(OUTCOME, models.get(i))));
            Column newest = newest(i);
            for (String name : SCORES) {
                gathered.add(newest.getField(name).as(PairColumns.of(name, models.get(i))));
            }
        }
        Column count = count(from(OF_LABELS, lit(1)));
        Column label = when(count.equalTo(0), ABSENT).when(count.gt(1), DOUBLED).otherwise(USABLE);
        return all.groupBy(KEY).agg(label.as(LABELS), gathered.toArray(Column[]::new));
    }

    private static StructType labelType(Labels labels) {
        Column[] fields =
                Stream.of(PairColumns.LABEL.fieldNames()).map(name -> col(name)).toArray(Column[]::new);
        return (StructType) labels.rows()
                .select(struct(fields).as(LABEL))
                .schema()
                .apply(LABEL)
                .dataType();
    }

    private static Column payload() {
        return struct(Stream.of(SCORE_TYPE.fields())
                        .map(field -> col(field.name()).cast(field.dataType()).as(field.name()))
                        .toArray(Column[]::new))
                .cast(SCORE_TYPE);
    }

    /** A value of the rows of one source; null, which aggregates ignore, for others. */
    private static Column from(int source, Column value) {
        return when(col(SOURCE).equalTo(source), value);
    }

    private static Column newest(int source) {
        return max_by(col(PAYLOAD), from(source, col(VERSION)));
    }

    private static Column outcome(int source) {
        Column rows = count(from(source, lit(1)));
        Column image = from(source, col(ScoreColumns.IMAGE));
        Column version = from(source, col(VERSION));
        Column newest = newest(source);
        Column score = newest.getField(ScoreColumns.SCORE);
        Column infinite = score.isNull()
                .or(score.isNaN())
                .or(score.equalTo(Double.POSITIVE_INFINITY))
                .or(score.equalTo(Double.NEGATIVE_INFINITY));
        return when(rows.equalTo(0), ABSENT)
                .when(
                        min(image)
                                .notEqual(max(image))
                                .or(rows.gt(1).and(min(version).equalTo(max(version)))),
                        DOUBLED)
                .when(
                        newest.getField(ScoreColumns.STATUS).equalTo(ScoreColumns.FAILED),
                        newest.getField(ScoreColumns.REASON))
                .when(infinite, NOT_FINITE)
                .otherwise(USABLE);
    }

    /** Pictures with one label and one score of each model, as {@link PairColumns} say. */
    public static Dataset<Row> pairs(Dataset<Row> joined, List<String> models) {
        Column usable = col(LABELS).equalTo(USABLE);
        for (String model : models) {
            usable = usable.and(column(PairColumns.of(OUTCOME, model)).equalTo(USABLE));
        }
        Stream<Column> label = Stream.of(PairColumns.LABEL.fieldNames())
                .map(name -> col(LABEL + "." + name).as(name));
        Stream<Column> scores =
                models.stream().flatMap(model -> SCORES.stream().map(name -> column(PairColumns.of(name, model))));
        return joined.filter(usable).select(Stream.concat(label, scores).toArray(Column[]::new));
    }

    /** A column by its name, whatever characters the name has. */
    public static Column column(String name) {
        return col("`" + name + "`");
    }
}
