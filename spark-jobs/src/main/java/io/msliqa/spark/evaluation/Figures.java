package io.msliqa.spark.evaluation;

import io.msliqa.quality.metrics.Coefficient;
import io.msliqa.quality.metrics.Interval;
import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.rows.AgreementRow;
import io.msliqa.spark.rows.AgreementRow.Part;
import java.util.List;
import java.util.Locale;

/** Looks up figures of a model and writes them as tables show them. */
public record Figures(ModelResult model) {

    /** The figure of all pictures. */
    public AgreementRow whole(Statistic statistic) {
        return of(Part.ALL, statistic).get(0);
    }

    /** The figures of all parts of a kind, in their order. */
    public List<AgreementRow> of(Part part, Statistic statistic) {
        return model.figures().stream()
                .filter(row -> row.part() == part && row.statistic() == statistic)
                .toList();
    }

    /** Three places, or the reason why there is no value. */
    public static String value(AgreementRow row) {
        return row.value() instanceof Coefficient.Defined defined
                ? number(defined.value())
                : ((Coefficient.Undefined) row.value()).reason().text();
    }

    /** {@code 0.745 to 0.882}; empty if there is no interval. */
    public static String interval(Interval interval) {
        return interval instanceof Interval.Bounds bounds
                ? number(bounds.lower()) + " to " + number(bounds.upper())
                : "";
    }

    /** Value and interval: {@code 0.823 (0.745 to 0.882)}. */
    public static String both(AgreementRow row) {
        String interval = interval(row.interval());
        return interval.isEmpty() ? value(row) : value(row) + " (" + interval + ")";
    }

    /** Three places and a sign; a dash if there is no value. */
    public static String signed(Coefficient value) {
        return value.isDefined() ? String.format(Locale.ROOT, "%+.3f", value.orElseThrow()) : "–";
    }

    /** A p-value with three places, or that it is smaller. */
    public static String p(double value) {
        return value < 0.001 ? "< 0.001" : number(value);
    }

    /** A figure that somebody published, in two places; a dash for NaN. */
    public static String published(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** Three places. */
    public static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
