package io.msliqa.spark.console;

import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.ReplayResult;
import io.msliqa.spark.nightly.ReplayResult.Figure;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Writes a replay to the terminal: how often a quiet night raises an alarm, which check does, and what to do about it.
 */
public final class ReplayText {

    private static final int IN_A_MONTH = 30;

    private final ReplayResult result;
    private final PrintStream out;

    public ReplayText(ReplayResult result, PrintStream out) {
        this.result = result;
        this.out = out;
    }

    public void print() {
        List<String> nights = result.nights();
        out.printf(
                Locale.ROOT,
                "%d nights from %s to %s, compared with each other by the limits of now, as if all were quiet.%n",
                nights.size(),
                nights.get(0),
                nights.get(nights.size() - 1));
        if (!result.leftOut().isEmpty()) {
            out.printf(
                    Locale.ROOT,
                    "Left out (failed, named by --except, or of another stack): %s%n",
                    String.join(", ", result.leftOut()));
        }
        out.printf(
                Locale.ROOT,
                "%nAs they came, each with the nights before it: %d of %d would raise an alarm%n",
                result.alarms().size(),
                result.judged());
        result.alarms()
                .forEach(alarm -> out.printf(
                        Locale.ROOT, "  %s %s: %s%n", alarm.night(), NightMessage.word(alarm.outcome()), alarm.text()));
        out.printf(
                Locale.ROOT,
                "%nWith nights drawn from all of them, %,d comparisons: a quiet night raises an alarm in %.1f %% (%.1f to %.1f %%),"
                        + " that is %.1f nights of %d%n",
                result.comparisons(),
                100 * result.rate().value(),
                100 * result.rate().lower(),
                100 * result.rate().upper(),
                IN_A_MONTH * result.rate().value(),
                IN_A_MONTH);
        out.printf(
                Locale.ROOT,
                "%n  %-22s %8s %10s %10s %10s %8s%n",
                "check",
                "alarms",
                "95 % up to",
                "99 % up to",
                "largest",
                "warn at");
        result.figures().forEach(this::print);
        out.printf(Locale.ROOT, "%n%s%n", advice());
    }

    private void print(Figure figure) {
        out.printf(
                Locale.ROOT,
                "  %-22s %6.1f %% %10.3f %10.3f %10.3f %8s%n",
                figure.check().title(),
                100 * figure.alarms(),
                Math.max(0, figure.usual()),
                Math.max(0, figure.rare()),
                Math.max(0, figure.most()),
                figure.warn() > 0 ? String.format(Locale.ROOT, "%.3g", figure.warn()) : "never");
    }

    private String advice() {
        if (!result.isTooNervous()) {
            return "At most one night of thirty: the limits suit this archive.";
        }
        return result.figures().stream()
                .max(Comparator.comparingDouble(Figure::alarms))
                .map(figure -> String.format(
                        Locale.ROOT,
                        "More than one night of thirty. Most alarms come from %s: set its limit in nightly.limits above %.2f, leave"
                                + " out nights that were not quiet with --except, or name groups that vary by themselves in"
                                + " nightly.limits.groups.",
                        figure.check().title(),
                        figure.rare()))
                .orElse("");
    }
}
