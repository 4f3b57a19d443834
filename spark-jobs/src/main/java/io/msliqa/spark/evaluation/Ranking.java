package io.msliqa.spark.evaluation;

import io.msliqa.quality.metrics.Statistic;
import io.msliqa.spark.rows.ComparisonRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Models by their SRCC, the best first, and which of them the paired tests tell apart.
 *
 * <p>Models that share a letter are not told apart: each letter is a group of models, as large as it can be, between no two
 * of which a difference is shown (a compact letter display). A model can be in several groups, for "not told apart" does not
 * carry over from pair to pair.
 */
public final class Ranking {

    /** With fewer models a line a pair says it all. */
    private static final int FEWEST = 3;

    private static final int LETTERS = 26;

    /**
     * A model's place.
     *
     * @param rank from 1
     * @param letters of its groups; empty if it cannot be compared
     */
    public record Place(int rank, ModelResult model, String letters) {}

    private final List<ModelResult> models;
    private final List<ComparisonRow> tests;
    private final List<Place> places;

    private Ranking(List<ModelResult> models, List<ComparisonRow> tests) {
        this.models = models;
        this.tests = tests;
        List<Set<Integer>> groups = groups();
        this.places = IntStream.range(0, models.size())
                .mapToObj(i -> new Place(i + 1, models.get(i), letters(groups, i)))
                .toList();
    }

    /** The ranking of three models or more of which each was compared with each other one. */
    public static Optional<Ranking> of(EvaluationResult result) {
        List<ComparisonRow> tests = result.comparisons().stream()
                .filter(row -> row.comparison().statistic() == Statistic.SRCC)
                .toList();
        int count = result.models().size();
        if (count < FEWEST || tests.size() < count * (count - 1) / 2) {
            return Optional.empty();
        }
        return Optional.of(new Ranking(result.bestFirst(), tests));
    }

    /** In order. */
    public List<Place> places() {
        return places;
    }

    /** The test between two places, counted from 0. */
    public ComparisonRow test(int one, int other) {
        String first = models.get(one).name();
        String second = models.get(other).name();
        return tests.stream()
                .filter(row -> Set.of(row.first(), row.second()).equals(Set.of(first, second)))
                .findFirst()
                .orElseThrow();
    }

    /** The SRCC of a place less that of another one, as the test between them has it; NaN if they cannot be compared. */
    public double difference(int one, int other) {
        ComparisonRow test = test(one, other);
        double difference = test.comparison().difference().orElse(Double.NaN);
        return test.first().equals(models.get(one).name()) ? difference : -difference;
    }

    private boolean alike(int one, int other) {
        ComparisonRow test = test(one, other);
        return test.comparison().isPossible() && !test.isDifference();
    }

    /** All groups that none can join, the best model's first. */
    private List<Set<Integer>> groups() {
        Set<Set<Integer>> groups = new LinkedHashSet<>();
        List<Integer> comparable = IntStream.range(0, models.size())
                .filter(i -> IntStream.range(0, models.size())
                        .anyMatch(j -> j != i && test(i, j).comparison().isPossible()))
                .boxed()
                .toList();
        grow(new TreeSet<>(), new ArrayList<>(comparable), new ArrayList<>(), groups);
        Comparator<Set<Integer>> byFirst =
                Comparator.comparing(group -> group.iterator().next());
        return groups.stream()
                .sorted(byFirst.thenComparing(group -> -group.size()))
                .toList();
    }

    /** Bron and Kerbosch 1973: the largest sets in which all are alike. */
    private void grow(Set<Integer> group, List<Integer> candidates, List<Integer> done, Set<Set<Integer>> groups) {
        if (candidates.isEmpty() && done.isEmpty()) {
            if (!group.isEmpty()) {
                groups.add(new TreeSet<>(group));
            }
            return;
        }
        // One that is like most: only those unlike it can begin another group.
        int pivot = IntStream.concat(
                        candidates.stream().mapToInt(i -> i), done.stream().mapToInt(i -> i))
                .boxed()
                .max(Comparator.comparingLong(i -> candidates.stream()
                        .filter(j -> !j.equals(i) && alike(i, j))
                        .count()))
                .orElseThrow();
        for (int next : List.copyOf(candidates)) {
            if (next != pivot && alike(next, pivot)) {
                continue;
            }
            Set<Integer> grown = new TreeSet<>(group);
            grown.add(next);
            grow(grown, likes(next, candidates), likes(next, done), groups);
            candidates.remove(Integer.valueOf(next));
            done.add(next);
        }
    }

    private List<Integer> likes(int one, List<Integer> others) {
        return others.stream()
                .filter(other -> other != one && alike(one, other))
                .collect(Collectors.toList());
    }

    private static String letters(List<Set<Integer>> groups, int model) {
        return IntStream.range(0, groups.size())
                .filter(group -> groups.get(group).contains(model))
                .mapToObj(group -> (char) ('a' + group % LETTERS) + (group < LETTERS ? "" : "" + group / LETTERS))
                .collect(Collectors.joining());
    }
}
