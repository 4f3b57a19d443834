package io.msliqa.spark.sql;

import io.msliqa.scoring.ImageResult;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.rows.ScoreRow;
import io.msliqa.spark.scoring.PictureFunction;
import io.msliqa.spark.settings.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Scores the pictures of any data set, in a session of one's own.
 *
 * <p>A picture is a string, the name of its file, or binary, the file itself. The settings are those of the session whose
 * names begin with {@code spark.msliqa.}: {@code spark.msliqa.scoring.mode}. The scores are those of {@code msliqa score}, to
 * the bit. For archives take {@code msliqa score}: it reads ahead, goes on where it stopped, and keeps a table.
 */
public final class Msliqa {

    /** The column that {@link #score} adds. */
    public static final String COLUMN = "msliqa";

    /** The function in SQL that gives a score, or null where there is none. */
    public static final String SCORE_FUNCTION = "msliqa_score";

    /** The function in SQL that gives all that {@link #RESULT} has. */
    public static final String RESULT_FUNCTION = "msliqa";

    /** What is said of a picture: the columns of the score table, but those of its file and of a run. */
    public static final StructType RESULT = result();

    private static final String PREFIX = "spark.msliqa.";

    private static PictureFunction last;
    private static Map<String, String> lastSettings = Map.of();
    private static String lastContext = "";

    private Msliqa() {}

    /**
     * Adds the column {@link #COLUMN}, of {@link #RESULT}.
     *
     * @param column of strings or of binary
     * @throws io.msliqa.UserException if a setting is wrong or the model cannot be read
     */
    public static Dataset<Row> score(Dataset<Row> pictures, String column) {
        Column picture = pictures.col(column);
        return pictures.withColumn(
                COLUMN, resultFunction(pictures.sparkSession()).apply(picture));
    }

    /** Registers {@link #SCORE_FUNCTION} and {@link #RESULT_FUNCTION} in a session that has begun. */
    public static void register(SparkSession spark) {
        spark.udf().register(SCORE_FUNCTION, scoreFunction(spark));
        spark.udf().register(RESULT_FUNCTION, resultFunction(spark));
    }

    /** {@link #SCORE_FUNCTION}, with the settings of a session. */
    static UserDefinedFunction scoreFunction(SparkSession spark) {
        PictureFunction function = function(spark);
        UDF1<Object, Double> udf =
                picture -> picture != null && result(function, picture) instanceof ImageResult.Scored scored
                        ? (Double) scored.score().score()
                        : null;
        return functions.udf(udf, DataTypes.DoubleType).withName(SCORE_FUNCTION).asNondeterministic();
    }

    /**
     * {@link #RESULT_FUNCTION}, with the settings of a session. It counts as not deterministic, though it is: else Spark would
     * score a picture again for each place of a query that names its score.
     */
    static UserDefinedFunction resultFunction(SparkSession spark) {
        PictureFunction function = function(spark);
        UDF1<Object, Row> udf = picture -> picture == null ? null : row(function, result(function, picture));
        return functions.udf(udf, RESULT).withName(RESULT_FUNCTION).asNondeterministic();
    }

    /** A query is analysed several times; the model is sent once for the same settings. */
    private static synchronized PictureFunction function(SparkSession spark) {
        Map<String, String> settings = new LinkedHashMap<>();
        CollectionConverters.asJava(spark.conf().getAll()).forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                settings.put(key.substring(PREFIX.length()), value);
            }
        });
        String context = spark.sparkContext().applicationId();
        if (last == null || !lastContext.equals(context) || !lastSettings.equals(settings)) {
            last = PictureFunction.prepare(spark, Settings.load(List.of(), settings));
            lastContext = context;
            lastSettings = settings;
        }
        return last;
    }

    private static ImageResult result(PictureFunction function, Object picture) {
        return picture instanceof byte[] file ? function.ofBytes(file) : function.ofFile((String) picture);
    }

    private static Row row(PictureFunction function, ImageResult result) {
        CorpusRow file = CorpusRow.of(result.id(), CorpusRow.UNKNOWN, CorpusRow.NEVER, "");
        Row all = new ScoreRow(file, result, function.stamp(), Instant.EPOCH).toRow();
        Object[] values = new Object[RESULT.length()];
        for (int field = 0; field < values.length; field++) {
            values[field] = all.get(ScoreColumns.SCHEMA.fieldIndex(RESULT.fields()[field].name()));
        }
        return RowFactory.create(values);
    }

    private static StructType result() {
        List<String> ofFilesAndRuns = List.of(
                ScoreColumns.IMAGE,
                ScoreColumns.BYTES,
                ScoreColumns.MODIFIED,
                ScoreColumns.ETAG,
                ScoreColumns.RUN_ID,
                ScoreColumns.SCORED_AT);
        StructType result = new StructType();
        for (StructField field : ScoreColumns.SCHEMA.fields()) {
            if (!ofFilesAndRuns.contains(field.name())) {
                result = result.add(field);
            }
        }
        return result;
    }
}
