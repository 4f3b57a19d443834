package io.msliqa.spark.console;

import io.msliqa.spark.scoring.Forecast;
import java.io.PrintStream;
import java.util.Locale;

/** Tells people what a run would do. */
public record ForecastText(Forecast forecast, PrintStream out) {

    public void print() {
        out.printf(
                Locale.ROOT,
                "%,d pictures found = %,d to score + %,d to skip (already in the table, unchanged)%n",
                forecast.seen(),
                forecast.toScore(),
                forecast.skipped());
        if (forecast.again() > 0) {
            out.printf(Locale.ROOT, "%,d of those to score have failed before%n", forecast.again());
        }
        if (forecast.broken() > 0) {
            out.printf(Locale.ROOT, "%,d of those to score cannot even be listed and will fail%n", forecast.broken());
        }
        out.printf(
                Locale.ROOT, "%,.1f MiB to read, by %d tasks at once%n", forecast.bytes() / 0x1p20, forecast.slots());
        forecast.time()
                .ifPresentOrElse(
                        time -> out.printf(Locale.ROOT, "About %s, by the speed of earlier runs%n", TimeText.of(time)),
                        () -> out.printf(
                                Locale.ROOT,
                                "How long that takes is not known before a run of this model and mode: score"
                                        + " some with --limit 200 first%n"));
        forecast.cost().ifPresent(cost -> out.printf(Locale.ROOT, "About %.2f, by scoring.price-per-hour%n", cost));
        out.printf(Locale.ROOT, "Nothing was written. Leave --dry-run out to score.%n");
    }
}
