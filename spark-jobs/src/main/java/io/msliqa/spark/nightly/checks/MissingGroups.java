package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.Estimate;
import io.msliqa.quality.drift.RateShift;
import io.msliqa.spark.rows.Cause;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.NightlySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Tells of groups, such as folders or cameras, of which every night has pictures but this one. */
record MissingGroups(NightlySettings settings) {

    private static final double NEARLY_EVERY = 0.9;
    private static final int FEWEST_PICTURES = 3;

    /**
     * Those of one grouping.
     *
     * @param nights the baseline by group
     * @param now the night by group, with a picture at least in all of them together
     */
    List<CheckRow> check(String dimension, List<SortedMap<String, Tally>> nights, SortedMap<String, Tally> now) {
        List<CheckRow> rows = new ArrayList<>();
        TreeSet<String> groups = new TreeSet<>();
        nights.forEach(night -> groups.addAll(night.keySet()));
        for (String group : groups) {
            List<Long> usual = nights.stream()
                    .map(night -> night.getOrDefault(group, Tally.NONE).pictures())
                    .toList();
            double median = RateShift.median(usual);
            boolean everyNight = usual.stream().filter(count -> count > 0).count() >= NEARLY_EVERY * nights.size();
            if (everyNight && median >= FEWEST_PICTURES && !now.containsKey(group)) {
                rows.add(CheckRowBuilder.of(Check.DELIVERY, Cause.DELIVERY)
                        .group(dimension, group)
                        .statistic("missing")
                        .values(median, 0)
                        .effect(
                                new Estimate(0, 0, 0),
                                settings.limits(dimension, group).delivery())
                        .row(Outcome.WARN, "Nothing came at all; %,.0f pictures a night are usual.", median));
            }
        }
        return rows;
    }
}
