package io.msliqa.spark.rows;

import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.Interval;
import io.msliqa.quality.metrics.Statistic;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * One statistic of one model on one part of the pictures.
 *
 * @param model whose scores
 * @param part what kind of part
 * @param of which part of that kind, such as a distortion; empty for {@link Part#ALL}
 * @param statistic which
 * @param n how many pictures; of a mean over parts, how many parts count
 * @param references how many references they come from
 * @param value or why there is none
 * @param interval from the bootstrap over references, or why there is none
 * @param bonettWright for SRCC, beside it; no bounds for others
 */
public record AgreementRow(
        String model,
        Part part,
        String of,
        Statistic statistic,
        int n,
        int references,
        Coefficient value,
        Interval interval,
        Interval bonettWright) {

    /** What a figure is about. */
    public enum Part {
        /** All pictures, pooled: the micro value of every split. */
        ALL,
        /** Pictures with one kind of damage. */
        DISTORTION,
        /** Pictures with one strength of damage. */
        LEVEL,
        /** Versions of one picture. */
        REFERENCE,
        /** All pictures, scored by one head alone. */
        HEAD,
        /** All pictures, by the patches of one scale. */
        SCALE,
        /** All pictures, by the patches of one size. */
        SIZE,
        /** The mean over distortions, levels or references, each counting alike: the macro value. */
        MACRO
    }

    /** The columns; what is not known is null. */
    public static final StructType SCHEMA = new StructType()
            .add("model", DataTypes.StringType, false)
            .add("part", DataTypes.StringType, false)
            .add("of", DataTypes.StringType, false)
            .add("statistic", DataTypes.StringType, false)
            .add("n", DataTypes.IntegerType, false)
            .add("references", DataTypes.IntegerType, false)
            .add("value", DataTypes.DoubleType, true)
            .add("lower", DataTypes.DoubleType, true)
            .add("upper", DataTypes.DoubleType, true)
            .add("bonett_wright_lower", DataTypes.DoubleType, true)
            .add("bonett_wright_upper", DataTypes.DoubleType, true)
            .add("reason", DataTypes.StringType, true);

    /** As a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(asMap().values().toArray());
    }

    /** By column, in order. */
    public Map<String, Object> asMap() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("model", model);
        columns.put("part", part.name());
        columns.put("of", of);
        columns.put("statistic", statistic.name());
        columns.put("n", n);
        columns.put("references", references);
        columns.put("value", value instanceof Coefficient.Defined defined ? defined.value() : null);
        columns.put("lower", interval instanceof Interval.Bounds bounds ? bounds.lower() : null);
        columns.put("upper", interval instanceof Interval.Bounds bounds ? bounds.upper() : null);
        columns.put("bonett_wright_lower", bonettWright instanceof Interval.Bounds bounds ? bounds.lower() : null);
        columns.put("bonett_wright_upper", bonettWright instanceof Interval.Bounds bounds ? bounds.upper() : null);
        columns.put("reason", reason());
        return columns;
    }

    /** Why value or interval is missing; null if both are there. */
    private String reason() {
        if (value instanceof Coefficient.Undefined undefined) {
            return undefined.reason().text();
        }
        return interval instanceof Interval.None none
                ? "no interval: " + none.reason().text()
                : null;
    }
}
