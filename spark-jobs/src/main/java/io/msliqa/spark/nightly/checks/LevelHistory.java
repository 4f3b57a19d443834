package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers the levels of the last weeks' nights, of groups and of all pictures. Of all pictures, the groups that every night has count
 * alike every night, so that a weekday's mix is no rise or fall.
 */
final class LevelHistory {

    private static final double NEARLY_ALL = 0.9;

    private final List<Night> nights;

    private LevelHistory(List<Night> nights) {
        this.nights = nights;
    }

    /** A night's mean, in points, and its checks. */
    record Night(String name, double mean, List<CheckRow> checks) {}

    /** A mean, in points, of a day. */
    record Level(double day, double mean) {}

    /** Of the nights within so many days before the last one; of as many nights, where their names are no dates. */
    static LevelHistory ofLast(List<Night> nights, int days) {
        double last = day(nights, nights.size() - 1);
        List<Night> some = new ArrayList<>();
        for (int i = 0; i < nights.size(); i++) {
            if (day(nights, i) > last - days) {
                some.add(nights.get(i));
            }
        }
        return new LevelHistory(some);
    }

    private static double day(List<Night> nights, int place) {
        return Season.date(nights.get(place).name())
                .map(date -> (double) date.toEpochDay())
                .orElse((double) place);
    }

    /** One group's, of the nights that have it. */
    List<Level> of(String dimension, String group) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < nights.size(); i++) {
            double mean = groups(nights.get(i), dimension)
                    .getOrDefault(group, new Group(0, Double.NaN))
                    .mean();
            if (Double.isFinite(mean)) {
                levels.add(new Level(day(nights, i), mean));
            }
        }
        return levels;
    }

    private record Group(double pictures, double mean) {}

    private static Map<String, Group> groups(Night night, String dimension) {
        Map<String, Group> groups = new TreeMap<>();
        night.checks().stream()
                .filter(row -> row.check() == Check.LEVEL
                        && row.isOfGroup()
                        && row.dimension().equals(dimension)
                        && Double.isFinite(row.now()))
                .forEach(row -> groups.put(row.group(), new Group((double) row.pictures(), row.now())));
        return groups;
    }

    /** All pictures'. */
    List<Level> ofAll() {
        String dimension = nights.get(nights.size() - 1).checks().stream()
                .filter(row -> row.check() == Check.LEVEL && row.isOfGroup())
                .map(CheckRow::dimension)
                .findFirst()
                .orElse("");
        Map<String, Double> weights = weights(dimension);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < nights.size(); i++) {
            double mean =
                    weights.isEmpty() ? nights.get(i).mean() : weighted(groups(nights.get(i), dimension), weights);
            if (Double.isFinite(mean)) {
                levels.add(new Level(day(nights, i), mean));
            }
        }
        return levels;
    }

    /** How many pictures each group has that nearly every night has. */
    private Map<String, Double> weights(String dimension) {
        Map<String, Double> pictures = new TreeMap<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (Night night : nights) {
            groups(night, dimension).forEach((group, one) -> {
                pictures.merge(group, one.pictures(), Double::sum);
                seen.merge(group, 1, Integer::sum);
            });
        }
        Set<String> rare = new TreeSet<>(pictures.keySet());
        rare.removeIf(group -> seen.get(group) >= NEARLY_ALL * nights.size());
        pictures.keySet().removeAll(rare);
        return pictures;
    }

    /** NaN if a group is not there. */
    private static double weighted(Map<String, Group> groups, Map<String, Double> weights) {
        double sum = 0;
        double all = 0;
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            Group group = groups.get(weight.getKey());
            if (group == null) {
                return Double.NaN;
            }
            sum += weight.getValue() * group.mean();
            all += weight.getValue();
        }
        return sum / all;
    }
}
