package io.msliqa.spark.nightly.checks;

import io.msliqa.quality.drift.DriftAnalysis;
import io.msliqa.quality.drift.DriftResult;
import io.msliqa.quality.drift.NightScores;
import io.msliqa.quality.drift.ScoreCounts;
import io.msliqa.quality.metrics.Bootstrap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the score table holds of several nights, by one grouping: all that comparisons of these nights need. */
public final class GroupedNights {

    private final String title;
    private final Map<String, NightScores> scores = new LinkedHashMap<>();
    private final Map<String, SortedMap<String, Tally>> tallies;

    /**
     * @param title what reports call the grouping; empty if all pictures are one group
     * @param scores of the nights
     * @param tallies by night and group; empty where groups are not known of failures
     */
    public GroupedNights(String title, List<NightScores> scores, Map<String, SortedMap<String, Tally>> tallies) {
        this.title = title;
        scores.forEach(night -> this.scores.put(night.night(), night));
        this.tallies = tallies;
    }

    /** What reports call the grouping; empty if all pictures are one group. */
    String title() {
        return title;
    }

    /** A night's scores by group. */
    NightScores scores(String night) {
        return scores.getOrDefault(night, new NightScores(night, new TreeMap<>()));
    }

    /** All scores of nights. */
    ScoreCounts total(List<String> nights) {
        return nights.stream()
                .map(night -> scores(night).all())
                .reduce(new ScoreCounts(new TreeMap<>()), ScoreCounts::plus);
    }

    /** What became of a night's pictures, by group; empty where groups are not known of failures. */
    SortedMap<String, Tally> tally(String night) {
        return tallies.getOrDefault(night, new TreeMap<>());
    }

    /** A night's scores against those of others. */
    DriftResult drift(List<String> baseline, String night, Bootstrap bootstrap, double floor) {
        return DriftAnalysis.compare(baseline.stream().map(this::scores).toList(), scores(night), bootstrap, floor);
    }
}
