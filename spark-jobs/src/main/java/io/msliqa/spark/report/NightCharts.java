package io.msliqa.spark.report;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.quality.drift.ShiftStatistic;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.nightly.NightMessage;
import io.msliqa.spark.nightly.NightResult;
import io.msliqa.spark.report.Charts.Axis;
import io.msliqa.spark.report.Charts.Bar;
import io.msliqa.spark.report.Charts.Bars;
import io.msliqa.spark.report.Charts.Frame;
import io.msliqa.spark.report.Charts.Histogram;
import io.msliqa.spark.report.Charts.Moment;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The charts of a night's page. */
final class NightCharts {

    private static final int MOST_NIGHTS = 60;
    private static final int MOST_GROUPS = 12;
    private static final int BINS = 25;

    private final NightResult result;
    private final NightRow night;
    private final QualityScale scale;

    NightCharts(NightResult result) {
        this.result = result;
        this.night = result.night();
        this.scale = night.stack().scale();
    }

    /** A group's change of the mean. */
    private record Change(String name, Estimate shift) {}

    /** Which groups changed most; none if groups were not compared. */
    List<Chart> changes() {
        List<Change> changes = new ArrayList<>();
        result.drift().forEach((dimension, drift) -> {
            if (!dimension.isEmpty() && drift.groups().size() > 1) {
                drift.groups().forEach((group, part) -> {
                    Estimate shift = part.shifts().get(ShiftStatistic.MEAN);
                    if (shift.isDefined() && part.now() >= 3) {
                        changes.add(new Change(dimension + " " + group, inPoints(shift, drift.unit())));
                    }
                });
            }
        });
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Change> most = changes.stream()
                .sorted(Comparator.comparingDouble(
                        (Change change) -> -Math.abs(change.shift().value())))
                .limit(MOST_GROUPS)
                .toList();
        List<Bar> bars = most.stream()
                .map(change -> new Bar(
                        change.shift().value(),
                        change.shift().lower(),
                        change.shift().upper(),
                        String.format(
                                Locale.ROOT,
                                "%s: %+.2f (%+.2f to %+.2f)",
                                change.name(),
                                change.shift().value(),
                                change.shift().lower(),
                                change.shift().upper())))
                .toList();
        return List.of(Charts.bars(
                new Frame(
                        "Change of the mean score by group",
                        "In points of the score, each with its interval. "
                                + (scale.higherIsBetter() ? "To the left" : "To the right") + ": worse than before.",
                        Axis.of("points"),
                        Axis.of("")),
                most.stream().map(Change::name).toList(),
                List.of(new Bars("change", bars))));
    }

    private Estimate inPoints(Estimate shift, double unit) {
        double factor = unit * (scale.scoreOfPoints(1) - scale.scoreOfPoints(0));
        double one = shift.lower() * factor;
        double other = shift.upper() * factor;
        return new Estimate(shift.value() * factor, Math.min(one, other), Math.max(one, other));
    }

    /** The scores of the night beside those of the nights before; none without scores. */
    List<Chart> spread() {
        if (result.scores().size() == 0) {
            return List.of();
        }
        List<ScoreCounts> all =
                result.baseline().size() == 0 ? List.of(result.scores()) : List.of(result.baseline(), result.scores());
        int low =
                all.stream().mapToInt(counts -> counts.cells().firstKey()).min().orElseThrow();
        int high =
                all.stream().mapToInt(counts -> counts.cells().lastKey()).max().orElseThrow();
        double width = Math.max(1, (high - low + 1.0) / BINS);
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i <= BINS; i++) {
            edges.add(scale.scoreOfPoints((low + i * width) * ScoreCounts.STEP));
        }
        List<Histogram> histograms = new ArrayList<>();
        if (all.size() > 1) {
            histograms.add(histogram("nights before", result.baseline(), low, width));
        }
        histograms.add(histogram("this night", result.scores(), low, width));
        return List.of(Charts.histogram(
                new Frame(
                        all.size() > 1 ? "Scores then and now" : "Scores of this night",
                        "Share of the pictures by score. A hill that moved to the bad end means worse pictures.",
                        Axis.of("score"),
                        Axis.of("share of pictures")),
                edges,
                histograms));
    }

    private static Histogram histogram(String name, ScoreCounts counts, int low, double width) {
        double[] shares = new double[BINS];
        counts.cells()
                .forEach((cell, count) ->
                        shares[Math.min(BINS - 1, (int) ((cell - low) / width))] += (double) count / counts.size());
        List<Double> list = new ArrayList<>();
        for (double share : shares) {
            list.add(share);
        }
        return new Histogram(name, list);
    }

    /** The nights up to this one; none for the first. */
    List<Chart> trend() {
        List<NightRow> nights = new ArrayList<>(result.before());
        nights.add(night);
        return trend(nights);
    }

    /** Nights, the first one first; none of fewer than two. */
    static List<Chart> trend(List<NightRow> nights) {
        List<NightRow> shown = nights.subList(Math.max(0, nights.size() - MOST_NIGHTS), nights.size());
        if (shown.size() < 2) {
            return List.of();
        }
        List<String> names = shown.stream().map(NightRow::night).toList();
        List<Moment> means = shown.stream().map(NightCharts::mean).toList();
        List<Moment> failures = shown.stream().map(NightCharts::failureRate).toList();
        return List.of(
                Charts.overTime(
                        new Frame(
                                "Mean score, night by night",
                                "Orange and red: nights that raised an alarm.",
                                Axis.of(""),
                                Axis.of("score")),
                        names,
                        "mean",
                        "eight of ten pictures",
                        means),
                Charts.overTime(
                        new Frame(
                                "Pictures without a score, night by night",
                                "In percent of the pictures.",
                                Axis.of(""),
                                Axis.of("percent")),
                        names,
                        "without a score",
                        "",
                        failures));
    }

    /** As the banner has them; none for nights that passed. */
    private static String colour(Outcome outcome) {
        return outcome.isAlarm() ? outcome == Outcome.WARN ? "#d98200" : "#b3261e" : "";
    }

    private static Moment mean(NightRow night) {
        QualityScale scale = night.stack().scale();
        NightRow.Counts counts = night.counts();
        return new Moment(
                scale.scoreOfPoints(counts.mean()),
                Math.min(scale.scoreOfPoints(counts.p10()), scale.scoreOfPoints(counts.p90())),
                Math.max(scale.scoreOfPoints(counts.p10()), scale.scoreOfPoints(counts.p90())),
                night.night() + ": " + (counts.scored() > 0 ? scale.textOfPoints(counts.mean()) : "no score") + ", "
                        + NightMessage.word(night.verdict().outcome()),
                colour(night.verdict().outcome()));
    }

    private static Moment failureRate(NightRow night) {
        double percent = 100.0 * night.counts().failed() / night.counts().pictures();
        return new Moment(
                percent,
                Double.NaN,
                Double.NaN,
                String.format(Locale.ROOT, "%s: %.1f %%", night.night(), percent),
                colour(night.verdict().outcome()));
    }
}
