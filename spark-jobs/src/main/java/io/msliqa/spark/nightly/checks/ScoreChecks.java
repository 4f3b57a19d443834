package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.DriftResult;
import io.msliqa.quality.drift.DriftResult.Contribution;
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
        List<CheckRow> rows = new ArrayList<>();
        DriftResult most = byDimension.values().stream()
                .max(Comparator.comparingDouble(result -> near(result.mix().distance())))
                .orElseThrow();
        if (most.whole().now() < settings.fewestPictures()) {
            return List.of(notJudged("Only " + most.whole().now()
                    + " pictures have a score: too few to judge the scores by (nightly.fewest-pictures)."));
        }
        rows.addAll(part(most, most.adjusted(), "", "", settings.limits()));
        byDimension.forEach((name, result) -> {
            if (!name.isEmpty()) {
                rows.add(mix(name, result));
                result.groups().forEach((group, part) -> {
                    boolean enough =
                            part.now() >= settings.fewestPictures() && part.before() >= settings.fewestPictures();
                    if (enough && result.groups().size() > 1) {
                        rows.addAll(part(result, part, name, group, settings.limits(name, group)));
                    }
                });
            }
        });
        return rows;
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
        String range = String.format(
                java.util.Locale.ROOT, "%+.2f (%+.2f to %+.2f)", shift.value(), shift.lower(), shift.upper());
        return switch (statistic) {
            case MEAN ->
                draft.row(
                        outcome,
                        outcome.isAlarm()
                                ? "Worse than before: the mean score went from %s to %s, by %s standard deviations."
                                : "The mean score went from %s to %s, by %s standard deviations.",
                        scale.textOfPoints(part.meanBefore()),
                        scale.textOfPoints(part.meanNow()),
                        range);
            case P10, P50, P90 ->
                draft.row(outcome, "The %s moved by %s standard deviations.", statistic.title(), range);
            case PSI, WASSERSTEIN ->
                draft.row(
                        outcome,
                        outcome.isAlarm()
                                ? "The distribution of the scores changed: %s %.2f (%.2f to %.2f)."
                                : "The distribution of the scores is as before: %s %.2f (%.2f to %.2f).",
                        statistic.title(),
                        shift.value(),
                        shift.lower(),
                        shift.upper());
            case BELOW_FLOOR ->
                draft.row(
                        outcome,
                        "The share of pictures worse than %s changed by %+.1f points (%+.1f to %+.1f).",
                        scale.textOfPoints(result.floor()),
                        100 * shift.value(),
                        100 * shift.lower(),
                        100 * shift.upper());
        };
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

    private CheckRow mix(String dimension, DriftResult result) {
        DriftResult.Mix mix = result.mix();
        CheckRowBuilder draft = CheckRowBuilder.of(Check.MIX, Cause.MIX)
                .group(dimension, "")
                .statistic(dimension)
                .pictures(result.whole().now())
                .effect(mix.distance(), settings.limits().mix());
        if (!mix.distance().isDefined()) {
            return draft.row(Outcome.NOT_JUDGED, "No interval for the mix.");
        }
        Outcome outcome = draft.judge(mix.distance().lower());
        if (!outcome.isAlarm()) {
            return draft.row(outcome, "The mix of pictures by %s is as before.", dimension);
        }
        Optional<Map.Entry<String, Contribution>> most = mix.groups().entrySet().stream()
                .max(Comparator.comparingDouble(group ->
                        Math.abs(group.getValue().shareNow() - group.getValue().shareBefore())));
        String moved = most.map(group -> String.format(
                        java.util.Locale.ROOT,
                        "'%s' went from %.0f %% to %.0f %%",
                        group.getKey(),
                        100 * group.getValue().shareBefore(),
                        100 * group.getValue().shareNow()))
                .orElse("");
        return draft.row(
                outcome,
                "The mix of pictures changed: by %s, %s. That alone moves the mean by %+.2f standard deviations; what is left"
                        + " for the pictures themselves is %+.2f.",
                dimension,
                moved,
                mix.mix().value(),
                mix.quality().value());
    }
}
