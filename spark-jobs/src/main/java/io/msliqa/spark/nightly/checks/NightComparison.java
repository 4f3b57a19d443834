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
import java.util.stream.Collectors;

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
            checks.add(ScoreChecks.notJudged("It is too early to judge the scores: they are compared with "
                    + settings.fewestNights() + " good nights or more, scored by the same model, and so far there "
                    + (alike.size() == 1 ? "is 1." : "are " + alike.size() + ".")));
            checks.addAll(observed(night));
        } else if (now.scored() > 0) {
            double floor = settings.floor().isPresent()
                    ? scale.points(settings.floor().getAsDouble())
                    : scores(alike).quantile(0.1);
            nights.forEach(
                    grouped -> drift.put(grouped.title(), grouped.drift(alike, night, settings.bootstrap(), floor)));
            List<CheckRow> missing = missing(alike, night);
            checks.addAll(missing);
            checks.addAll(new ScoreChecks(settings, scale)
                    .check(
                            drift,
                            missing.stream()
                                    .map(row -> row.dimension() + ":" + row.group())
                                    .collect(Collectors.toSet())));
            checks.addAll(causes(alike, night));
        } else if (now.pictures() > 0) {
            checks.add(ScoreChecks.notJudged("No picture has a score."));
        }
        return new Result(checks, drift);
    }

    /** What later nights learn patterns from. */
    private List<CheckRow> observed(String night) {
        List<CheckRow> rows = new ArrayList<>();
        nights.forEach(grouped -> {
            if (!grouped.title().isEmpty()) {
                grouped.scores(night)
                        .groups()
                        .forEach((group, scores) -> rows.add(ScoreChecks.observed(
                                grouped.title(), group, scores.size(), scores.mean(), Double.NaN)));
            }
        });
        return rows;
    }

    private List<CheckRow> missing(List<String> alike, String night) {
        List<CheckRow> rows = new ArrayList<>();
        nights.forEach(grouped -> {
            List<SortedMap<String, Tally>> before =
                    alike.stream().map(grouped::tally).toList();
            if (before.stream().noneMatch(Map::isEmpty)) {
                rows.addAll(new MissingGroups(settings).check(grouped.title(), before, grouped.tally(night)));
            }
        });
        return rows;
    }

    private List<CheckRow> causes(List<String> alike, String night) {
        return nights.stream()
                .filter(grouped -> grouped.title().equals(CauseChecks.DIMENSION))
                .flatMap(grouped -> new CauseChecks(settings)
                        .check(alike.stream().map(grouped::scores).toList(), grouped.scores(night)).stream())
                .toList();
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
