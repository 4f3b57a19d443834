package io.msliqa.quality.drift;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds a night's scores by group.
 * @param night its name
 * @param groups by name; every picture in one of them
 */
public record NightScores(String night, SortedMap<String, ScoreCounts> groups) {

    public NightScores {
        groups = new TreeMap<>(groups);
    }

    /** Without groups. */
    public static NightScores ungrouped(String night, ScoreCounts scores) {
        return new NightScores(night, new TreeMap<>(Map.of("", scores)));
    }

    /** All groups together. */
    public ScoreCounts all() {
        return groups.values().stream().reduce(new ScoreCounts(new TreeMap<>()), ScoreCounts::plus);
    }

    /** How many pictures. */
    public long size() {
        return groups.values().stream().mapToLong(ScoreCounts::size).sum();
    }
}
