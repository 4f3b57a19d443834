package io.msliqa.spark.rows;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the score table: a row for every picture found, scored or failed.
 *
 * <p>What a failed picture has not got (a score; the sides, if the header could not be read) is null, and so is what the
 * model does not say. The text form of
 * this schema for users is {@code docs/score-table.md}.
 */
public final class ScoreColumns {

    public static final String IMAGE = "image";
    public static final String BYTES = "bytes";
    public static final String MODIFIED = "modified";
    public static final String ETAG = "etag";
    public static final String WIDTH = "width";
    public static final String HEIGHT = "height";
    public static final String FORMAT = "format";
    public static final String CAMERA_MAKE = "camera_make";
    public static final String CAMERA_MODEL = "camera_model";
    public static final String LENS = "lens";
    public static final String TAKEN = "taken";
    public static final String ORIENTATION = "orientation";
    public static final String STATUS = "status";
    public static final String REASON = "reason";
    public static final String MESSAGE = "message";
    public static final String SCORE = "score";
    public static final String SCORE_STD = "score_std";
    public static final String SCORE_SE = "score_se";
    public static final String HEAD_MEANS = "head_means";
    public static final String SCALE_MEANS = "scale_means";
    public static final String SIZE_MEANS = "size_means";
    public static final String WORST_PATCH = "worst_patch";
    public static final String WORST_PATCH_CAUSE = "worst_patch_cause";
    public static final String SCORE_FIDELITY = "score_fidelity";
    public static final String SCORE_OPINION = "score_opinion";
    public static final String CAUSE = "cause";
    public static final String CAUSE_SHARE = "cause_share";
    public static final String CAUSE_SECOND = "cause_second";
    public static final String PATCHES_DISTINCT = "patches_distinct";
    public static final String PATCHES_NOMINAL = "patches_nominal";
    public static final String MODEL_ID = "model_id";
    public static final String PREPROCESSING_ID = "preprocessing_id";
    public static final String RUN_ID = "run_id";
    public static final String SCORED_AT = "scored_at";

    /** {@link #STATUS} of a picture with a score. */
    public static final String SCORED = "SCORED";

    /** {@link #STATUS} of a picture without one; {@link #REASON} and {@link #MESSAGE} say why. */
    public static final String FAILED = "FAILED";

    /** The worst patch: its score, its scale, and the part of the upright picture that it shows, in that one's pixels. */
    public static final StructType WORST_PATCH_TYPE = new StructType()
            .add("score", DataTypes.DoubleType, false)
            .add("scale", DataTypes.DoubleType, false)
            .add("x", DataTypes.IntegerType, false)
            .add("y", DataTypes.IntegerType, false)
            .add("width", DataTypes.IntegerType, false)
            .add("height", DataTypes.IntegerType, false);

    /** All columns, in order. */
    public static final StructType SCHEMA = new StructType()
            .add(IMAGE, DataTypes.StringType, false)
            .add(BYTES, DataTypes.LongType, true)
            .add(MODIFIED, DataTypes.TimestampType, true)
            .add(ETAG, DataTypes.StringType, true)
            .add(WIDTH, DataTypes.IntegerType, true)
            .add(HEIGHT, DataTypes.IntegerType, true)
            .add(FORMAT, DataTypes.StringType, true)
            .add(CAMERA_MAKE, DataTypes.StringType, true)
            .add(CAMERA_MODEL, DataTypes.StringType, true)
            .add(LENS, DataTypes.StringType, true)
            .add(TAKEN, DataTypes.StringType, true)
            .add(ORIENTATION, DataTypes.IntegerType, true)
            .add(STATUS, DataTypes.StringType, false)
            .add(REASON, DataTypes.StringType, true)
            .add(MESSAGE, DataTypes.StringType, true)
            .add(SCORE, DataTypes.DoubleType, true)
            .add(SCORE_STD, DataTypes.DoubleType, true)
            .add(SCORE_SE, DataTypes.DoubleType, true)
            .add(HEAD_MEANS, means(), true)
            .add(SCALE_MEANS, means(), true)
            .add(SIZE_MEANS, means(), true)
            .add(WORST_PATCH, WORST_PATCH_TYPE, true)
            .add(WORST_PATCH_CAUSE, DataTypes.StringType, true)
            .add(SCORE_FIDELITY, DataTypes.DoubleType, true)
            .add(SCORE_OPINION, DataTypes.DoubleType, true)
            .add(CAUSE, DataTypes.StringType, true)
            .add(CAUSE_SHARE, DataTypes.DoubleType, true)
            .add(CAUSE_SECOND, DataTypes.StringType, true)
            .add(PATCHES_DISTINCT, DataTypes.IntegerType, true)
            .add(PATCHES_NOMINAL, DataTypes.IntegerType, true)
            .add(MODEL_ID, DataTypes.StringType, false)
            .add(PREPROCESSING_ID, DataTypes.StringType, false)
            .add(RUN_ID, DataTypes.StringType, false)
            .add(SCORED_AT, DataTypes.TimestampType, false);

    private ScoreColumns() {}

    /** Means by name: a head's zoom level, a scale, a patch size. */
    private static MapType means() {
        return DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);
    }
}
