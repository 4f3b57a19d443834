package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.DriftResult;
import io.msliqa.quality.drift.DriftResult.Part;
import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.ShiftStatistic;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightLimits;
import io.msliqa.spark.settings.NightLimits.Limit;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How good the pictures are against the baseline: all of them after the mix is allowed for, each group as it is.
 *
 * @param settings with the limits
 * @param scale of the model
 */
record ScoreChecks(NightlySettings settings, QualityScale scale) {

    private static final Map<ShiftStatistic, Check> CHECKS = Map.of(
            ShiftStatistic.MEAN, Check.LEVEL,
            ShiftStatistic.P10, Check.QUANTILE,
            ShiftStatistic.P50, Check.QUANTILE,
            ShiftStatistic.P90, Check.QUANTILE,
            ShiftStatistic.PSI, Check.PSI,
            ShiftStatistic.WASSERSTEIN, Check.WASSERSTEIN,
            ShiftStatistic.BELOW_FLOOR, Check.FLOOR);

    /** Nothing to compare with, or nothing to compare. */
    static CheckRow notJudged(String why) {
        return CheckRowBuilder.of(Check.LEVEL, Cause.PICTURES).row(Outcome.NOT_JUDGED, why);
    }

    /** @param byDimension what pictures are grouped by, the most telling first; at least one */
    List<CheckRow> check(Map<String, DriftResult> byDimension) {
        return check(byDimension, Set.of());
    }

    /** @param missing groups, as {@code DIMENSION:GROUP}, of which nothing came, which is told by itself */
    List<CheckRow> check(Map<String, DriftResult> byDimension, Set<String> missing) {
        List<CheckRow> rows = new ArrayList<>();
        Optional<DriftResult> most = byDimension.entrySet().stream()
                .filter(one -> !one.getKey().equals(CauseChecks.DIMENSION))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingDouble(result -> near(result.mix().distance())));
        DriftResult all = most.orElseGet(() -> byDimension.values().iterator().next());
        if (all.whole().now() < settings.fewestPictures()) {
            rows.add(notJudged("Only " + all.whole().now()
                    + " pictures have a score: too few to judge the scores by (nightly.fewest-pictures)."));
            return rows;
        }
        rows.addAll(part(all, most.isPresent() ? all.adjusted() : all.whole(), "", "", settings.limits()));
        byDimension.forEach((name, result) -> {
            if (!name.isEmpty() && !name.equals(CauseChecks.DIMENSION)) {
                rows.add(mix(name, result, missing));
            }
            if (!name.isEmpty() && result.groups().size() > 1) {
                result.groups().forEach((group, part) -> rows.addAll(group(result, part, name, group)));
            }
        });
        return rows;
    }

    private List<CheckRow> group(DriftResult result, Part part, String dimension, String group) {
        // Pictures of one cause are bad by their nature; how many there are is what counts.
        boolean judged = !dimension.equals(CauseChecks.DIMENSION);
        if (judged && part.now() >= settings.fewestPictures() && part.before() >= settings.fewestPictures()) {
            return part(result, part, dimension, group, settings.limits(dimension, group));
        }
        return part.now() == 0
                ? List.of()
                : List.of(observed(dimension, group, part.now(), part.meanNow(), part.meanBefore()));
    }

    /** A group's level where there is too little to judge it by: kept, as later nights learn from it. */
    static CheckRow observed(String dimension, String group, long pictures, double mean, double before) {
        return CheckRowBuilder.of(Check.LEVEL, Cause.PICTURES)
                .group(dimension, group)
                .statistic(ShiftStatistic.MEAN.title())
                .pictures(pictures)
                .values(before, mean)
                .row(Outcome.NOT_JUDGED, "Too few pictures to judge by.");
    }

    private static double near(Estimate distance) {
        return distance.isDefined() ? distance.lower() : 0;
    }

    private List<CheckRow> part(DriftResult result, Part part, String dimension, String group, NightLimits limits) {
        List<CheckRow> rows = new ArrayList<>();
        for (ShiftStatistic statistic : ShiftStatistic.values()) {
            CheckRowBuilder draft = CheckRowBuilder.of(CHECKS.get(statistic), Cause.PICTURES)
                    .group(dimension, group)
                    .statistic(statistic.title())
                    .pictures(part.now());
            rows.add(shift(draft, statistic, result, part, limits));
        }
        return rows;
    }

    private CheckRow shift(
            CheckRowBuilder draft, ShiftStatistic statistic, DriftResult result, Part part, NightLimits limits) {
        Estimate shift = part.shifts().get(statistic);
        draft.values(part.meanBefore(), part.meanNow()).effect(shift, limit(statistic, limits));
        if (!shift.isDefined()) {
            return draft.row(Outcome.NOT_JUDGED, "No interval for the %s.", statistic.title());
        }
        double near =
                switch (statistic) {
                    case MEAN, P10, P50, P90 -> -shift.upper();
                    case PSI, WASSERSTEIN, BELOW_FLOOR -> shift.lower();
                };
        Outcome outcome = draft.judge(near);
        return draft.row(outcome, new ScoreWords(scale).of(statistic, result, part, outcome));
    }

    private static Limit limit(ShiftStatistic statistic, NightLimits limits) {
        return switch (statistic) {
            case MEAN -> limits.level();
            case P10, P50, P90 -> limits.quantile();
            case PSI -> limits.psi();
            case WASSERSTEIN -> limits.wasserstein();
            case BELOW_FLOOR -> limits.floor();
        };
    }

    private CheckRow mix(String dimension, DriftResult result, Set<String> missing) {
        DriftResult.Mix mix = result.mix();
        CheckRowBuilder draft = CheckRowBuilder.of(Check.MIX, Cause.MIX)
                .group(dimension, "")
                .statistic(dimension)
                .pictures(result.whole().now())
                .effect(mix.distance(), settings.limits().mix());
        if (!mix.distance().isDefined()) {
            return draft.row(Outcome.NOT_JUDGED, "No interval for the mix.");
        }
        Set<String> gone = mix.groups().keySet().stream()
                .filter(group -> missing.contains(dimension + ":" + group))
                .collect(Collectors.toSet());
        double left = gone.isEmpty() ? 1 : ofOthers(mix, gone) / mix.distance().value();
        Outcome outcome = draft.judge(Math.min(1, left) * mix.distance().lower());
        return draft.row(outcome, new ScoreWords(scale).mix(dimension, result, outcome));
    }

    /** The distance between the shares of the groups of which something came. */
    private static double ofOthers(DriftResult.Mix mix, Set<String> gone) {
        double rest = mix.groups().entrySet().stream()
                .filter(group -> !gone.contains(group.getKey()))
                .mapToDouble(group -> group.getValue().shareBefore())
                .sum();
        return mix.groups().entrySet().stream()
                        .filter(group -> !gone.contains(group.getKey()))
                        .mapToDouble(group -> Math.abs(
                                group.getValue().shareNow() - group.getValue().shareBefore() / rest))
                        .sum()
                / 2;
    }
}
