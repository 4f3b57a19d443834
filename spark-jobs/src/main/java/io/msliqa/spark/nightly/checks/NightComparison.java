package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.DriftResult;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow.Counts;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Compares nights with others: all checks of what the pictures are. Knows no Spark, so that a replay can do it a thousand
 * times.
 *
 * @param nights by each grouping, at least one
 */
public record NightComparison(NightlySettings settings, QualityScale scale, List<GroupedNights> nights) {

    /** The checks, and the comparisons behind them by grouping; none if the scores were not judged. */
    public record Result(List<CheckRow> checks, Map<String, DriftResult> drift) {}

    /**
     * Compares.
     *
     * @param good what came in the nights before, whatever stack scored them
     * @param alike names of nights of the same stack
     * @param now how many pictures the night has
     */
    public Result compare(List<Counts> good, List<String> alike, String night, Counts now) {
        List<CheckRow> checks = new ArrayList<>();
        if (now.pictures() > 0) {
            checks.addAll(failures(good, alike, night, now));
        }
        Map<String, DriftResult> drift = new LinkedHashMap<>();
        if (alike.size() < settings.fewestNights()) {
            checks.add(ScoreChecks.notJudged("There is too little history to judge the scores by: " + alike.size()
                    + " good night" + (alike.size() == 1 ? "" : "s") + " of this stack, "
                    + settings.fewestNights() + " are needed."));
        } else if (now.scored() == 0) {
            checks.add(ScoreChecks.notJudged("No picture has a score."));
        } else {
            double floor = settings.floor().isPresent()
                    ? scale.points(settings.floor().getAsDouble())
                    : scores(alike).quantile(0.1);
            nights.forEach(
                    grouped -> drift.put(grouped.title(), grouped.drift(alike, night, settings.bootstrap(), floor)));
            checks.addAll(new ScoreChecks(settings, scale).check(drift));
        }
        return new Result(checks, drift);
    }

    private List<CheckRow> failures(List<Counts> good, List<String> alike, String night, Counts now) {
        FailureChecks failures = new FailureChecks(settings);
        Map<String, SortedMap<String, Tally>> byGroup = new LinkedHashMap<>();
        nights.forEach(grouped -> byGroup.put(grouped.title(), grouped.tally(night)));
        List<CheckRow> checks =
                new ArrayList<>(failures.check(good.stream().map(Tally::of).toList(), Tally.of(now), byGroup));
        if (alike.size() >= settings.fewestNights()) {
            nights.forEach(grouped -> checks.addAll(failures.check(
                    grouped.title(), alike.stream().map(grouped::tally).toList(), grouped.tally(night))));
        }
        return checks;
    }

    /** All scores of nights together. */
    public ScoreCounts scores(List<String> names) {
        return nights.get(0).total(names);
    }
}
