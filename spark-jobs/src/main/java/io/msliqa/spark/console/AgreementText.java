package io.msliqa.spark.console;

import io.msliqa.quality.metrics.Agreement;
import io.msliqa.quality.metrics.Interval;
import io.msliqa.quality.metrics.Statistic;
import java.util.Locale;

/** Writes agreement as tables on the terminal show it. */
public final class AgreementText {

    private AgreementText() {}

    /** Writes SRCC with its interval: {@code 0.823 (0.745 to 0.882)}. */
    public static String srcc(Agreement agreement) {
        String interval = agreement.interval(Statistic.SRCC) instanceof Interval.Bounds bounds
                ? String.format(Locale.ROOT, " (%.3f to %.3f)", bounds.lower(), bounds.upper())
                : "";
        return value(agreement, Statistic.SRCC) + interval;
    }

    /** Writes PLCC of the raw scores. */
    public static String plcc(Agreement agreement) {
        return value(agreement, Statistic.PLCC);
    }

    private static String value(Agreement agreement, Statistic statistic) {
        return String.format(Locale.ROOT, "%.3f", agreement.value(statistic).orElse(Double.NaN));
    }
}
