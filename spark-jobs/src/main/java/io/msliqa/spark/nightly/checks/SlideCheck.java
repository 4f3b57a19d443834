package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.Trend;
import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightLimits.Limit;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells of scores that fall a little every night before any single night shows it: a line through the last weeks, and where it
 * leads in two weeks.
 */
record SlideCheck(NightlySettings settings, QualityScale scale) {

    private static final int MOST_DAYS = 28;
    private static final int AHEAD = 14;

    /**
     * All pictures, their groups weighted alike every night, and each group that tonight's checks know.
     *
     * @param before nights of the same stack, whatever they came to, the first one first
     * @param tonight all checks of the night so far
     * @param night its name
     * @param mean of all its pictures, in points
     * @param unit a standard deviation of the baseline's pictures, in points
     */
    List<CheckRow> check(List<NightRow> before, List<CheckRow> tonight, String night, double mean, double unit) {
        List<LevelHistory.Night> nights = new ArrayList<>();
        for (NightRow one : before) {
            nights.add(new LevelHistory.Night(one.night(), one.counts().mean(), one.checks()));
        }
        nights.add(new LevelHistory.Night(night, mean, tonight));
        LevelHistory history = LevelHistory.ofLast(nights, MOST_DAYS);
        List<CheckRow> groups = tonight.stream()
                .filter(row -> row.check() == Check.LEVEL && row.isOfGroup() && row.outcome() != Outcome.NOT_JUDGED)
                .toList();
        double doubt = 1 - settings.bootstrap().confidence();
        List<CheckRow> rows = new ArrayList<>();
        rows.add(slide(history.ofAll(), "", "", unit, 1 - doubt));
        // With dozens of groups one in a hundred would slide by chance every night.
        groups.forEach(row -> rows.add(slide(
                history.of(row.dimension(), row.group()),
                row.dimension(),
                row.group(),
                unit,
                1 - doubt / groups.size())));
        return rows;
    }

    private CheckRow slide(
            List<LevelHistory.Level> levels, String dimension, String group, double unit, double confidence) {
        CheckRowBuilder draft = CheckRowBuilder.of(Check.SLIDE, Cause.PICTURES)
                .group(dimension, group)
                .statistic("trend");
        Limit limit = settings.limits(dimension, group).slide();
        if (levels.size() < Trend.FEWEST) {
            return draft.row(
                    Outcome.NOT_JUDGED,
                    "Too few nights to see a trend: %d, %d are needed.",
                    levels.size(),
                    Trend.FEWEST);
        }
        Trend trend = Trend.of(
                levels.stream().mapToDouble(LevelHistory.Level::day).toArray(),
                levels.stream().mapToDouble(LevelHistory.Level::mean).toArray(),
                confidence);
        double span = (trend.nights() + AHEAD) / unit;
        Estimate fall = new Estimate(
                -trend.slope().value() * span,
                -trend.slope().upper() * span,
                -trend.slope().lower() * span);
        draft.values(trend.first(), trend.last()).effect(fall, limit);
        // A slope that is surely one, and a fall that would matter: the near end of the fall asks for both at once too
        // late.
        Outcome outcome = trend.steady() && fall.lower() > 0 ? draft.judge(fall.value()) : Outcome.PASS;
        return draft.row(
                outcome,
                outcome.isAlarm()
                        ? "Scores have been falling a little every night for %.0f nights, from %s to %s. %s"
                        : "No slide over %.0f nights: from %s to %s.",
                trend.nights(),
                scale.textOfPoints(trend.first()),
                scale.textOfPoints(trend.last()),
                outcome.isAlarm() ? ahead(trend, allowed(dimension, group) * unit) : "");
    }

    /** How far a level may fall before it fails a night, in standard deviations. */
    private double allowed(String dimension, String group) {
        Limit level = settings.limits(dimension, group).level();
        return level.fail() > 0
                ? level.fail()
                : Math.max(
                        level.warn(), settings.limits(dimension, group).slide().warn());
    }

    private String ahead(Trend trend, double allowed) {
        double left = allowed - (trend.first() - trend.last());
        if (left <= 0) {
            return "That is as much as the limit allows, though no single night showed it.";
        }
        long nights = nights(left, trend.slope().value());
        long soonest = nights(left, trend.slope().lower());
        long latest = nights(left, trend.slope().upper());
        return String.format(
                Locale.ROOT,
                "At this rate the limit (%s) is reached in %d night%s%s.",
                scale.textOfPoints(trend.first() - allowed),
                nights,
                nights == 1 ? "" : "s",
                soonest == latest ? "" : String.format(Locale.ROOT, " (%d to %d)", soonest, latest));
    }

    private static long nights(double left, double slope) {
        return (long) Math.ceil(left / -slope);
    }
}
