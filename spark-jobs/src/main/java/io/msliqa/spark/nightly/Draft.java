package io.msliqa.spark.nightly;

import io.msliqa.drift.Estimate;
import io.msliqa.spark.config.NightLimits.Limit;
import io.msliqa.spark.table.Cause;
import io.msliqa.spark.table.Check;
import io.msliqa.spark.table.CheckRow;
import io.msliqa.spark.table.Outcome;

/** A check's result in the making. */
final class Draft {

    private final Check check;
    private final Cause cause;
    private String dimension = "";
    private String group = "";
    private String statistic = "";
    private double before = Double.NaN;
    private double now = Double.NaN;
    private Estimate effect = Estimate.NONE;
    private Limit limit = new Limit(Double.NaN, Double.NaN);
    private long pictures;

    private Draft(Check check, Cause cause) {
        this.check = check;
        this.cause = cause;
    }

    static Draft of(Check check, Cause cause) {
        return new Draft(check, cause);
    }

    Draft group(String ofDimension, String name) {
        dimension = ofDimension;
        group = name;
        return this;
    }

    Draft statistic(String name) {
        statistic = name;
        return this;
    }

    Draft values(double then, double today) {
        before = then;
        now = today;
        return this;
    }

    Draft effect(Estimate estimate, Limit limits) {
        effect = estimate;
        limit = limits;
        return this;
    }

    Draft pictures(long count) {
        pictures = count;
        return this;
    }

    /**
     * Judged by the end of the interval that is nearer to no effect.
     *
     * @param near that end, positive where it is bad
     */
    Outcome judge(double near) {
        if (Double.isNaN(near)) {
            return Outcome.BROKEN;
        }
        if (limit.fail() > 0 && near > limit.fail()) {
            return Outcome.FAIL;
        }
        return limit.warn() > 0 && near > limit.warn() ? Outcome.WARN : Outcome.PASS;
    }

    CheckRow row(Outcome outcome, String text, Object... values) {
        return new CheckRow(
                check,
                dimension,
                group,
                statistic,
                before,
                now,
                effect.value(),
                effect.lower(),
                effect.upper(),
                limit.warn(),
                limit.fail(),
                pictures,
                outcome,
                cause,
                values.length == 0 ? text : String.format(java.util.Locale.ROOT, text, values));
    }
}
