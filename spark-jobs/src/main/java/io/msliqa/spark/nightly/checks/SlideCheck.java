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

    private static final int MOST_NIGHTS = 28;
    private static final int AHEAD = 14;

    /** A night's mean, in points. */
    private record Level(double day, double mean) {}

    /**
     * All pictures, and each group that tonight's checks know.
     *
     * @param before nights of the same stack and season, whatever they came to, the first one first
     * @param tonight all checks of the night so far
     * @param night its name
     * @param mean of all its pictures, in points
     * @param unit a standard deviation of the baseline's pictures, in points
     */
    List<CheckRow> check(List<NightRow> before, List<CheckRow> tonight, String night, double mean, double unit) {
        List<CheckRow> rows = new ArrayList<>();
        rows.add(slide(levels(before, "", "", night, mean), "", "", unit));
        tonight.stream()
                .filter(row -> row.check() == Check.LEVEL && row.isOfGroup() && row.outcome() != Outcome.NOT_JUDGED)
                .forEach(row -> rows.add(slide(
                        levels(before, row.dimension(), row.group(), night, row.now()),
                        row.dimension(),
                        row.group(),
                        unit)));
        return rows;
    }

    private List<Level> levels(List<NightRow> before, String dimension, String group, String night, double mean) {
        List<Level> levels = new ArrayList<>();
        List<NightRow> last = before.subList(Math.max(0, before.size() - MOST_NIGHTS + 1), before.size());
        for (NightRow one : last) {
            double level = dimension.isEmpty()
                    ? one.counts().mean()
                    : one.checks().stream()
                            .filter(row -> row.check() == Check.LEVEL
                                    && row.dimension().equals(dimension)
                                    && row.group().equals(group))
                            .mapToDouble(CheckRow::now)
                            .findFirst()
                            .orElse(Double.NaN);
            if (Double.isFinite(level)) {
                levels.add(new Level(day(one.night(), levels), level));
            }
        }
        levels.add(new Level(day(night, levels), mean));
        return levels;
    }

    /** Nights that are named by no date follow each other day by day. */
    private static double day(String night, List<Level> before) {
        double next = before.isEmpty() ? 0 : before.get(before.size() - 1).day() + 1;
        return Season.date(night).map(date -> (double) date.toEpochDay()).orElse(next);
    }

    private CheckRow slide(List<Level> levels, String dimension, String group, double unit) {
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
                levels.stream().mapToDouble(Level::day).toArray(),
                levels.stream().mapToDouble(Level::mean).toArray(),
                settings.bootstrap().confidence());
        double span = (trend.nights() + AHEAD) / unit;
        Estimate fall = new Estimate(
                -trend.slope().value() * span,
                -trend.slope().upper() * span,
                -trend.slope().lower() * span);
        draft.values(trend.first(), trend.last()).effect(fall, limit);
        Outcome outcome = trend.steady() ? draft.judge(fall.lower()) : Outcome.PASS;
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
        return level.fail() > 0 ? level.fail() : Math.max(level.warn(), settings.limits(dimension, group).slide().warn());
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
