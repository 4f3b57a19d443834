package io.msliqa.spark.nightly;

import io.msliqa.drift.Estimate;
import io.msliqa.drift.RateShift;
import io.msliqa.spark.config.NightLimits;
import io.msliqa.spark.config.NightLimits.Limit;
import io.msliqa.spark.config.NightlySettings;
import io.msliqa.spark.table.Cause;
import io.msliqa.spark.table.Check;
import io.msliqa.spark.table.CheckRow;
import io.msliqa.spark.table.NightRow;
import io.msliqa.spark.table.NightRow.Counts;
import io.msliqa.spark.table.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What arrived: how many pictures, how new, how whole. */
record DeliveryChecks(NightlySettings settings) {

    /**
     * All of them.
     *
     * @param baseline good nights, of any stack
     * @param started of the night
     * @param missed nights that were left out before this one
     */
    List<CheckRow> check(List<NightRow> baseline, Counts now, Instant started, List<String> missed) {
        List<CheckRow> rows = new ArrayList<>();
        rows.add(missed(missed));
        rows.add(delivery(baseline, now));
        rows.add(age(now, started));
        if (now.pictures() > 0) {
            rows.add(mostFailures(now));
            rows.addAll(failures(baseline, now));
        }
        return rows;
    }

    private static CheckRow missed(List<String> missed) {
        Draft draft = Draft.of(Check.MISSED, Cause.SCHEDULE);
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

    private CheckRow delivery(List<NightRow> baseline, Counts now) {
        Draft draft = Draft.of(Check.DELIVERY, Cause.DELIVERY).pictures(now.pictures());
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
        Limit limit = settings.limits().delivery();
        Estimate share = RateShift.ofMedian(usual, now.pictures(), settings.bootstrap());
        double median = RateShift.median(usual);
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
                        ? "Only %,d new pictures came; %,.0f are usual."
                        : "%,d new pictures; %,.0f are usual.",
                now.pictures(),
                median);
    }

    private CheckRow age(Counts now, Instant started) {
        Draft draft = Draft.of(Check.AGE, Cause.DELIVERY);
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

    private CheckRow mostFailures(Counts now) {
        Estimate rate = RateShift.of(List.of(new RateShift.Rate(0, 1)), rate(now, now.failed()), settings.bootstrap());
        Draft draft = Draft.of(Check.FAILURES, Cause.DELIVERY)
                .statistic("share of all")
                .pictures(now.pictures())
                .values(Double.NaN, (double) now.failed() / now.pictures())
                .effect(rate, settings.limits().mostFailures());
        return draft.row(
                draft.judge(rate.lower()),
                "%,d of %,d pictures have no score (%.1f %%)%s.",
                now.failed(),
                now.pictures(),
                100.0 * now.failed() / now.pictures(),
                reasons(now));
    }

    private static String reasons(Counts counts) {
        if (counts.failures().isEmpty()) {
            return "";
        }
        List<String> reasons = new ArrayList<>();
        counts.failures().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(reason -> reasons.add(
                        String.format(java.util.Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue())));
        return ": " + String.join(", ", reasons);
    }

    private List<CheckRow> failures(List<NightRow> baseline, Counts now) {
        Limit limit = settings.limits().failures();
        Draft whole = Draft.of(Check.FAILURES, Cause.DELIVERY).statistic("rise").pictures(now.pictures());
        List<NightRow> nights =
                baseline.stream().filter(night -> night.counts().pictures() > 0).toList();
        if (nights.size() < settings.fewestNights()) {
            return List.of(whole.row(Outcome.NOT_JUDGED, "How many failures are usual is not known yet."));
        }
        List<CheckRow> rows = new ArrayList<>();
        rows.add(rise(whole, nights, now, limit, ""));
        SortedSet<String> reasons = new TreeSet<>(now.failures().keySet());
        for (String reason : reasons) {
            Draft draft =
                    Draft.of(Check.FAILURES, Cause.DELIVERY).statistic(reason).pictures(now.pictures());
            rows.add(rise(draft, nights, now, limit, reason));
        }
        return rows;
    }

    private CheckRow rise(Draft draft, List<NightRow> nights, Counts now, Limit limit, String reason) {
        List<RateShift.Rate> before = nights.stream()
                .map(night -> rate(night.counts(), count(night.counts(), reason)))
                .toList();
        RateShift.Rate today = rate(now, count(now, reason));
        Estimate rise = RateShift.of(before, today, settings.bootstrap());
        double then = RateShift.pooled(before);
        draft.values(then, today.share()).effect(rise, limit);
        Outcome outcome = draft.judge(rise.lower());
        String what = reason.isEmpty() ? "failed" : "failed as " + reason;
        String detail = reason.isEmpty() && outcome.isAlarm() ? reasons(now) : "";
        return draft.row(
                outcome,
                "%.1f %% of the pictures %s; %.1f %% are usual%s.",
                100 * today.share(),
                what,
                100 * then,
                detail);
    }

    private static long count(Counts counts, String reason) {
        return reason.isEmpty() ? counts.failed() : counts.failures().getOrDefault(reason, 0L);
    }

    private static RateShift.Rate rate(Counts counts, long failed) {
        return new RateShift.Rate(failed, counts.pictures());
    }
}
