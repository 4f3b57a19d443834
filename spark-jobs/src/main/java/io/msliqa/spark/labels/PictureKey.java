package io.msliqa.spark.labels;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.text.Normalizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * Identifies a picture by the end of its path, whoever wrote the path down: upper and lower case are the same, a
 * backslash separates folders as a slash does, and a letter with an accent is the same in one character (NFC) or in two
 * (NFD, as some systems list files).
 */
final class PictureKey {

    private static final UDF1<String, String> COMPOSED = text -> Normalizer.normalize(text, Normalizer.Form.NFC);

    private static final UserDefinedFunction NFC = udf(COMPOSED, DataTypes.StringType);

    private PictureKey() {}

    /**
     * The last parts of a path.
     *
     * @param path as it was written; null stays null
     * @param depth how many parts, from 1
     */
    static Column of(Column path, int depth) {
        Column end = substring_index(replace(path, lit("\\"), lit("/")), "/", -depth);
        // Few names need it, and Spark has no function of its own for it.
        return lower(when(end.rlike("[^\\x00-\\x7F]"), NFC.apply(end)).otherwise(end));
    }
}
