package io.msliqa.spark.rows;

import io.msliqa.spark.settings.Severity;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What one check of a night found. Numbers that there are not are NaN, and null in the table.
 *
 * @param check which
 * @param dimension by what pictures were grouped; empty for all of them
 * @param group which group; empty for all
 * @param statistic what was measured, such as a quantile or a reason
 * @param before what it was in the baseline
 * @param now what it is
 * @param effect what the limits are about
 * @param lower end of its interval
 * @param upper end of its interval
 * @param warn limit
 * @param fail limit
 * @param pictures how many it is about
 * @param outcome what it came to
 * @param cause where to look
 * @param text all of it in a sentence
 * @param severity how much it weighs
 */
public record CheckRow(
        Check check,
        String dimension,
        String group,
        String statistic,
        double before,
        double now,
        double effect,
        double lower,
        double upper,
        double warn,
        double fail,
        long pictures,
        Outcome outcome,
        Cause cause,
        String text,
        Severity severity) {

    /** The columns. */
    public static final StructType SCHEMA = new StructType()
            .add("check", DataTypes.StringType, false)
            .add("dimension", DataTypes.StringType, false)
            .add("group", DataTypes.StringType, false)
            .add("statistic", DataTypes.StringType, false)
            .add("before", DataTypes.DoubleType, true)
            .add("now", DataTypes.DoubleType, true)
            .add("effect", DataTypes.DoubleType, true)
            .add("lower", DataTypes.DoubleType, true)
            .add("upper", DataTypes.DoubleType, true)
            .add("warn", DataTypes.DoubleType, true)
            .add("fail", DataTypes.DoubleType, true)
            .add("pictures", DataTypes.LongType, false)
            .add("outcome", DataTypes.StringType, false)
            .add("cause", DataTypes.StringType, false)
            .add("text", DataTypes.StringType, false)
            .add("severity", DataTypes.StringType, true);

    public CheckRow {
        Objects.requireNonNull(check);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(severity);
    }

    /**
     * The same with a severity, which an outcome does not go beyond; a check that could not be made is always critical.
     */
    public CheckRow weighing(Severity weight) {
        Severity effective = outcome == Outcome.BROKEN ? Severity.CRITICAL : weight;
        Outcome weighed =
                switch (effective) {
                    case CRITICAL -> outcome;
                    case WARNING -> outcome == Outcome.FAIL ? Outcome.WARN : outcome;
                    case INFORMATION -> outcome.isAlarm() ? Outcome.NOTED : outcome;
                };
        return new CheckRow(
                check, dimension, group, statistic, before, now, effect, lower, upper, warn, fail, pictures, weighed,
                cause, text, effective);
    }

    /** Whether it is about one group only. */
    public boolean isOfGroup() {
        return !group.isEmpty();
    }

    /** As a row of {@link #SCHEMA}. */
    Row toRow() {
        return RowFactory.create(
                check.name(),
                dimension,
                group,
                statistic,
                nullable(before),
                nullable(now),
                nullable(effect),
                nullable(lower),
                nullable(upper),
                nullable(warn),
                nullable(fail),
                pictures,
                outcome.name(),
                cause.name(),
                text,
                severity.name());
    }

    static CheckRow of(Row row) {
        return new CheckRow(
                Check.valueOf(row.getAs("check")),
                row.getAs("dimension"),
                row.getAs("group"),
                row.getAs("statistic"),
                number(row, "before"),
                number(row, "now"),
                number(row, "effect"),
                number(row, "lower"),
                number(row, "upper"),
                number(row, "warn"),
                number(row, "fail"),
                row.<Long>getAs("pictures"),
                Outcome.valueOf(row.getAs("outcome")),
                Cause.valueOf(row.getAs("cause")),
                row.getAs("text"),
                // Histories of earlier versions know no severity.
                row.getAs("severity") == null ? Severity.CRITICAL : Severity.valueOf(row.getAs("severity")));
    }

    private static Double nullable(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static double number(Row row, String column) {
        Double value = row.getAs(column);
        return value == null ? Double.NaN : value;
    }
}
