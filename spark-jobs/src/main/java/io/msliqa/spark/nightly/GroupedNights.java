package io.msliqa.spark.nightly;

import io.msliqa.drift.DriftAnalysis;
import io.msliqa.drift.DriftResult;
import io.msliqa.drift.NightScores;
import io.msliqa.drift.ScoreCounts;
import io.msliqa.metrics.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the score table holds of several nights, by one grouping: all that comparisons of these nights need. */
final class GroupedNights {

    private final String title;
    private final Map<String, NightScores> scores = new LinkedHashMap<>();
    private final Map<String, SortedMap<String, Tally>> tallies;

    private GroupedNights(String title, List<NightScores> scores, Map<String, SortedMap<String, Tally>> tallies) {
        this.title = title;
        scores.forEach(night -> this.scores.put(night.night(), night));
        this.tallies = tallies;
    }

    /**
     * Reads.
     *
     * @param rows of nights, with their names
     * @param tonight its largest groups are kept beside the largest of the others
     * @param most how many groups are kept; smaller ones are taken together
     */
    static GroupedNights read(Grouping grouping, Dataset<Row> rows, String tonight, Points points, int most) {
        Dataset<Row> all = grouping.with(rows);
        List<String> groups = new ArrayList<>();
        for (Dataset<Row> part : List.of(
                all.filter(all.col(NightPictures.NIGHT).notEqual(tonight)),
                all.filter(all.col(NightPictures.NIGHT).equalTo(tonight)))) {
            NightPictures.largest(part, grouping.group(), most).stream()
                    .filter(group -> !groups.contains(group))
                    .forEach(groups::add);
        }
        return new GroupedNights(
                grouping.title(),
                NightPictures.scores(all, grouping.group(), points, groups),
                grouping.isKnownOfFailures() ? NightPictures.tallies(all, grouping.group(), groups) : Map.of());
    }

    /** What reports call the grouping; empty if all pictures are one group. */
    String title() {
        return title;
    }

    private NightScores scores(String night) {
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
