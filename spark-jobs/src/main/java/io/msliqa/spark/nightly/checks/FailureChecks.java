package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.RateShift;
import io.msliqa.quality.drift.RateShift.Rate;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightLimits.Limit;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Pictures without a score: whether they are too many, and more than usual, of all, by reason and by group. */
record FailureChecks(NightlySettings settings) {

    /** A group that has at least this share of the failures is where they come from. */
    private static final double NEARLY_ALL = 0.8;

    /**
     * All pictures of a night.
     *
     * @param nights the baseline
     * @param now the night, with pictures
     * @param byGroup the night by group, for each grouping by its title
     */
    List<CheckRow> check(List<Tally> nights, Tally now, Map<String, SortedMap<String, Tally>> byGroup) {
        List<CheckRow> rows = new ArrayList<>();
        rows.add(most(now));
        List<Tally> before =
                nights.stream().filter(night -> night.pictures() > 0).toList();
        CheckRowBuilder whole = CheckRowBuilder.of(Check.FAILURES, Cause.DELIVERY)
                .statistic("rise")
                .pictures(now.pictures());
        if (before.size() < settings.fewestNights()) {
            rows.add(whole.row(Outcome.NOT_JUDGED, "How many failures are usual is not known yet."));
            return rows;
        }
        Limit limit = settings.limits().failures();
        rows.add(rise(
                whole, rates(before, Tally::rate), now.rate(), limit, "failed", now.reasons() + where(now, byGroup)));
        for (String reason : now.failures().keySet()) {
            CheckRowBuilder draft = CheckRowBuilder.of(Check.FAILURES, Cause.DELIVERY)
                    .statistic(reason)
                    .pictures(now.pictures());
            List<Rate> usual = rates(before, night -> night.rate(reason));
            rows.add(rise(draft, usual, now.rate(reason), limit, "failed as " + reason, ""));
        }
        return rows;
    }

    private CheckRow most(Tally now) {
        Estimate rate = RateShift.of(List.of(new Rate(0, 1)), now.rate(), settings.bootstrap());
        CheckRowBuilder draft = CheckRowBuilder.of(Check.FAILURES, Cause.DELIVERY)
                .statistic("share of all")
                .pictures(now.pictures())
                .values(Double.NaN, now.rate().share())
                .effect(rate, settings.limits().mostFailures());
        return draft.row(
                draft.judge(rate.lower()),
                "%,d of %,d pictures have no score (%.1f %%)%s.",
                now.failed(),
                now.pictures(),
                100 * now.rate().share(),
                now.reasons());
    }

    private static String where(Tally now, Map<String, SortedMap<String, Tally>> byGroup) {
        for (Map.Entry<String, SortedMap<String, Tally>> grouping : byGroup.entrySet()) {
            Optional<Map.Entry<String, Tally>> place = grouping.getValue().entrySet().stream()
                    .filter(group -> group.getValue().failed() >= NEARLY_ALL * now.failed())
                    .findFirst();
            if (place.isPresent() && grouping.getValue().size() > 1) {
                return "; nearly all of them in the " + grouping.getKey() + " '"
                        + place.get().getKey() + "'";
            }
        }
        return "";
    }

    /**
     * The groups of one grouping that have enough pictures; none if there is one group alone.
     *
     * @param nights the baseline by group
     * @param now the night by group
     */
    List<CheckRow> check(String dimension, List<SortedMap<String, Tally>> nights, SortedMap<String, Tally> now) {
        List<CheckRow> rows = new ArrayList<>();
        now.forEach((group, tally) -> {
            List<Tally> before = nights.stream()
                    .map(night -> night.getOrDefault(group, Tally.NONE))
                    .filter(night -> night.pictures() > 0)
                    .toList();
            long usual = before.stream().mapToLong(Tally::pictures).sum();
            if (Math.min(tally.pictures(), usual) >= settings.fewestPictures() && now.size() > 1) {
                CheckRowBuilder draft = CheckRowBuilder.of(Check.FAILURES, Cause.DELIVERY)
                        .group(dimension, group)
                        .statistic("rise")
                        .pictures(tally.pictures());
                Limit limit = settings.limits(dimension, group).failures();
                rows.add(rise(draft, rates(before, Tally::rate), tally.rate(), limit, "failed", tally.reasons()));
            }
        });
        return rows;
    }

    private static List<Rate> rates(List<Tally> nights, Function<Tally, Rate> rate) {
        return nights.stream().map(rate).toList();
    }

    private CheckRow rise(CheckRowBuilder draft, List<Rate> before, Rate now, Limit limit, String what, String detail) {
        Estimate rise = RateShift.of(before, now, settings.bootstrap());
        double then = RateShift.pooled(before);
        draft.values(then, now.share()).effect(rise, limit);
        Outcome outcome = draft.judge(rise.lower());
        return draft.row(
                outcome,
                "%.1f %% of the pictures %s; %.1f %% are usual%s.",
                100 * now.share(),
                what,
                100 * then,
                outcome.isAlarm() ? detail : "");
    }
}
