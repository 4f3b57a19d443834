package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightLimits.Limit;
import io.msliqa.spark.settings.Severity;

/** A check's result in the making. */
public final class CheckRowBuilder {

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

    private CheckRowBuilder(Check check, Cause cause) {
        this.check = check;
        this.cause = cause;
    }

    public static CheckRowBuilder of(Check check, Cause cause) {
        return new CheckRowBuilder(check, cause);
    }

    CheckRowBuilder group(String ofDimension, String name) {
        dimension = ofDimension;
        group = name;
        return this;
    }

    public CheckRowBuilder statistic(String name) {
        statistic = name;
        return this;
    }

    public CheckRowBuilder values(double then, double today) {
        before = then;
        now = today;
        return this;
    }

    public CheckRowBuilder effect(Estimate estimate, Limit limits) {
        effect = estimate;
        limit = limits;
        return this;
    }

    public CheckRowBuilder pictures(long count) {
        pictures = count;
        return this;
    }

    /**
     * Judged by the end of the interval that is nearer to no effect.
     *
     * @param near that end, positive where it is bad
     */
    public Outcome judge(double near) {
        if (Double.isNaN(near)) {
            return Outcome.BROKEN;
        }
        if (limit.fail() > 0 && near > limit.fail()) {
            return Outcome.FAIL;
        }
        return limit.warn() > 0 && near > limit.warn() ? Outcome.WARN : Outcome.PASS;
    }

    public CheckRow row(Outcome outcome, String text, Object... values) {
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
                values.length == 0 ? text : String.format(java.util.Locale.ROOT, text, values),
                Severity.CRITICAL);
    }
}
