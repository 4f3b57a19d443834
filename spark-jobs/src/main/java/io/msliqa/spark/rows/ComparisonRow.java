package io.msliqa.spark.rows;

import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.Comparison;
import io.msliqa.quality.metrics.Interval;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Two models on the same pictures.
 *
 * @param first a model
 * @param second another
 * @param comparison the first's value minus the second's
 * @param corrected its p-value after Holm's correction over all comparisons of that statistic
 * @param level below which a corrected p-value counts, such as 0.05
 */
public record ComparisonRow(String first, String second, Comparison comparison, double corrected, double level) {

    /** The columns; what is not known is null. */
    public static final StructType SCHEMA = new StructType()
            .add("first", DataTypes.StringType, false)
            .add("second", DataTypes.StringType, false)
            .add("statistic", DataTypes.StringType, false)
            .add("difference", DataTypes.DoubleType, true)
            .add("lower", DataTypes.DoubleType, true)
            .add("upper", DataTypes.DoubleType, true)
            .add("p", DataTypes.DoubleType, false)
            .add("p_holm", DataTypes.DoubleType, false)
            .add("verdict", DataTypes.StringType, false);

    /** As a row of {@link #SCHEMA}. */
    public Row toRow() {
        return RowFactory.create(asMap().values().toArray());
    }

    /** By column, in order. */
    public Map<String, Object> asMap() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("first", first);
        columns.put("second", second);
        columns.put("statistic", comparison.statistic().name());
        columns.put(
                "difference", comparison.difference() instanceof Coefficient.Defined defined ? defined.value() : null);
        columns.put("lower", comparison.interval() instanceof Interval.Bounds bounds ? bounds.lower() : null);
        columns.put("upper", comparison.interval() instanceof Interval.Bounds bounds ? bounds.upper() : null);
        columns.put("p", comparison.pValue());
        columns.put("p_holm", corrected);
        columns.put("verdict", verdict());
        return columns;
    }

    /** Whether a difference is shown. */
    public boolean isDifference() {
        return comparison.isPossible() && corrected < level;
    }

    /** Who is better, in words. */
    public String verdict() {
        if (!(comparison.difference() instanceof Coefficient.Defined difference)) {
            return "not comparable: "
                    + ((Coefficient.Undefined) comparison.difference()).reason().text();
        }
        if (comparison.interval() instanceof Interval.None none) {
            return "not comparable: " + none.reason().text();
        }
        if (!isDifference()) {
            return "no difference shown";
        }
        boolean more = difference.value() > 0;
        return (more == comparison.statistic().isBetterHigher() ? first : second) + " is better";
    }
}
