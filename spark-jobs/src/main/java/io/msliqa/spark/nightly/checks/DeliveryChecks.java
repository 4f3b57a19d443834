package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.RateShift;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.NightRow.Counts;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightLimits;
import io.msliqa.spark.settings.NightLimits.Limit;
import io.msliqa.spark.settings.NightlySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What arrived: whether it came each night, how many pictures, how new. */
public record DeliveryChecks(NightlySettings settings) {

    /** So far clocks may differ. */
    private static final double FUTURE_HOURS = 1;

    /**
     * All of them.
     *
     * @param baseline good nights, of any stack
     * @param started of the night
     * @param missed nights that were left out before this one
     * @param season of the baseline
     */
    List<CheckRow> check(List<NightRow> baseline, Counts now, Instant started, List<String> missed, Season season) {
        return List.of(missed(missed), delivery(baseline, now, season), age(now, started));
    }

    private static CheckRow missed(List<String> missed) {
        CheckRowBuilder draft = CheckRowBuilder.of(Check.MISSED, Cause.SCHEDULE);
        return missed.isEmpty()
                ? draft.row(Outcome.PASS, "No night was left out.")
                : draft.row(
                        Outcome.WARN,
                        "%d %s not judged before this one: %s. Their pictures count here; --backfill gives them nights of their"
                                + " own.",
                        missed.size(),
                        missed.size() == 1 ? "night was" : "nights were",
                        String.join(", ", missed));
    }

    /** How many pictures came. */
    public CheckRow delivery(List<NightRow> baseline, Counts now, Season season) {
        CheckRowBuilder draft =
                CheckRowBuilder.of(Check.DELIVERY, Cause.DELIVERY).pictures(now.pictures());
        if (baseline.size() < settings.fewestNights()) {
            return now.pictures() == 0
                    ? draft.row(Outcome.WARN, "There was no new picture at all.")
                    : draft.row(
                            Outcome.NOT_JUDGED,
                            "%,d new pictures; how many are usual is not known yet.",
                            now.pictures());
        }
        List<Long> usual =
                baseline.stream().map(night -> night.counts().pictures()).toList();
        double median = RateShift.median(usual);
        if (median == 0) {
            return draft.values(median, (double) now.pictures())
                    .row(
                            Outcome.PASS,
                            now.pictures() == 0
                                    ? "No new picture came, as is usual for %2$s."
                                    : "%,d new pictures; none are usual for %s.",
                            now.pictures(),
                            season.plural());
        }
        Limit limit = settings.limits().delivery();
        Estimate share = RateShift.ofMedian(usual, now.pictures(), settings.bootstrap());
        draft.values(median, (double) now.pictures()).effect(share, limit);
        Outcome outcome = share.upper() < limit.fail()
                ? Outcome.FAIL
                : share.upper() < limit.warn() ? Outcome.WARN : Outcome.PASS;
        if (now.pictures() == 0 && median > 0) {
            outcome = limit.fail() > 0 ? Outcome.FAIL : Outcome.WARN;
        }
        return draft.row(
                outcome,
                outcome.isAlarm()
                        ? now.pictures() == 0
                                ? "No new picture came; %2$,.0f are usual%3$s."
                                : "Only %,d new pictures came; %,.0f are usual%s."
                        : "%,d new pictures; %,.0f are usual%s.",
                now.pictures(),
                median,
                season.equals(Season.ALL) ? "" : " for " + season.plural());
    }

    private CheckRow age(Counts now, Instant started) {
        CheckRowBuilder draft = CheckRowBuilder.of(Check.AGE, Cause.DELIVERY);
        NightLimits limits = settings.limits();
        if (now.newest().isEmpty()) {
            return draft.row(Outcome.NOT_JUDGED, "Of no picture is it known when it was last changed.");
        }
        Duration age = Duration.between(now.newest().get(), started);
        double hours = age.toMinutes() / 60.0;
        draft.effect(
                new Estimate(hours, hours, hours),
                new Limit(
                        limits.warnAge().toSeconds() / 3600.0, limits.failAge().toSeconds() / 3600.0));
        if (hours < -FUTURE_HOURS) {
            return draft.row(
                    Outcome.WARN,
                    "The newest picture was changed %s after this run began: a clock is wrong, here or where pictures come from.",
                    hoursText(-hours));
        }
        Outcome outcome = draft.judge(hours);
        return draft.row(
                outcome,
                "The newest picture was changed %s before this run.",
                hours < 0 ? "no time" : hoursText(hours));
    }

    private static String hoursText(double hours) {
        return hours < 48
                ? String.format(java.util.Locale.ROOT, "%.1f hours", hours)
                : String.format(java.util.Locale.ROOT, "%.1f days", hours / 24);
    }
}
