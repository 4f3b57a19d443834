package io.msliqa.spark.rows;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Pictures with people's opinion and the scores of one or several models.
 *
 * <p>A model called NAME has the column {@code score_NAME} and, where its table has them, {@code head_means_NAME}, {@code
 * scale_means_NAME} and {@code size_means_NAME}.
 */
public final class PairColumns {

    public static final String IMAGE = "image";

    /** The opinion, on the scale of its set and in its direction. */
    public static final String OPINION = "opinion";

    /** The standard deviation of the opinions; null if not known. */
    public static final String DEVIATION = "deviation";

    /** The standard error of the opinion: how sure the mean of all people's is; null if not known. */
    public static final String STANDARD_ERROR = "standard_error";

    public static final String REFERENCE = "reference";

    /** What was done to the picture; empty for an authentic one. */
    public static final String DISTORTION = "distortion";

    /** How strongly, from 1; 0 if not known. */
    public static final String LEVEL = "level";

    /** A label without its scores. */
    public static final StructType LABEL = new StructType()
            .add(IMAGE, DataTypes.StringType, false)
            .add(OPINION, DataTypes.DoubleType, false)
            .add(DEVIATION, DataTypes.DoubleType, true)
            .add(STANDARD_ERROR, DataTypes.DoubleType, true)
            .add(REFERENCE, DataTypes.StringType, false)
            .add(DISTORTION, DataTypes.StringType, false)
            .add(LEVEL, DataTypes.IntegerType, false);

    private PairColumns() {}

    /** A model's column, such as {@code score_arniqa}. */
    public static String of(String column, String model) {
        return column + "_" + model;
    }
}
