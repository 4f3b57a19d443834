package io.msliqa.quality.drift;

import io.msliqa.quality.metrics.Bootstrap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * Counts the pictures of the nights and of tonight by group and quality, on one axis, and makes the bootstrap's draws
 * of these counts.
 */
final class GroupedCounts {

    private final List<String> groups;
    private final double[] axis;
    private final Sparse[][] past;
    private final Sparse[] present;

    /** Counts of a group in a night: places on the axis and how many. */
    private static final class Sparse {

        private final int[] places;
        private final double[] counts;

        private Sparse(int[] places, double[] counts) {
            this.places = places;
            this.counts = counts;
        }
    }

    /** Both sides of one draw: groups in rows, the axis in columns. */
    static final class Sides {

        final double[][] before;
        final double[][] now;

        private Sides(double[][] before, double[][] now) {
            this.before = before;
            this.now = now;
        }
    }

    GroupedCounts(List<NightScores> nights, NightScores tonight) {
        groups = groups(nights, tonight);
        axis = axis(nights, tonight);
        present = sparse(tonight);
        past = nights.stream().map(this::sparse).toArray(Sparse[][]::new);
    }

    private static List<String> groups(List<NightScores> nights, NightScores tonight) {
        SortedSet<String> names = new TreeSet<>(tonight.groups().keySet());
        nights.forEach(night -> names.addAll(night.groups().keySet()));
        return List.copyOf(names);
    }

    private static double[] axis(List<NightScores> nights, NightScores tonight) {
        SortedSet<Integer> cells = new TreeSet<>();
        tonight.groups().values().forEach(counts -> cells.addAll(counts.cells().keySet()));
        nights.forEach(night -> night.groups()
                .values()
                .forEach(counts -> cells.addAll(counts.cells().keySet())));
        return cells.stream().mapToDouble(cell -> cell * ScoreCounts.STEP).toArray();
    }

    private Sparse[] sparse(NightScores night) {
        return groups.stream()
                .map(group -> sparse(night.groups().getOrDefault(group, new ScoreCounts(new TreeMap<>()))))
                .toArray(Sparse[]::new);
    }

    private Sparse sparse(ScoreCounts counts) {
        int[] places = new int[counts.cells().size()];
        double[] numbers = new double[places.length];
        int i = 0;
        for (Map.Entry<Integer, Long> cell : counts.cells().entrySet()) {
            places[i] = Arrays.binarySearch(axis, cell.getKey() * ScoreCounts.STEP);
            numbers[i++] = cell.getValue();
        }
        return new Sparse(places, numbers);
    }

    List<String> groups() {
        return groups;
    }

    /** Qualities in points, ascending. */
    double[] axis() {
        return axis;
    }

    /** The counts without a draw. */
    Sides whole() {
        int[] once = new int[past.length];
        Arrays.fill(once, 1);
        return new Sides(before(once), now(count -> count));
    }

    /** Makes draw {@code number}: nights of the baseline as wholes, tonight's pictures one by one. */
    Sides draw(int number, Bootstrap bootstrap) {
        SplittableRandom random = new SplittableRandom(bootstrap.seed() * 1_000_003L + number);
        return new Sides(before(bootstrap.draw(number, past.length)), now(count -> Poisson.draw(count, random)));
    }

    private double[][] before(int[] copies) {
        double[][] sums = new double[groups.size()][axis.length];
        for (int night = 0; night < past.length; night++) {
            for (int group = 0; copies[night] > 0 && group < sums.length; group++) {
                Sparse sparse = past[night][group];
                for (int i = 0; i < sparse.places.length; i++) {
                    sums[group][sparse.places[i]] += copies[night] * sparse.counts[i];
                }
            }
        }
        return sums;
    }

    private double[][] now(DoubleUnaryOperator counted) {
        double[][] sums = new double[groups.size()][axis.length];
        for (int group = 0; group < sums.length; group++) {
            Sparse sparse = present[group];
            for (int i = 0; i < sparse.places.length; i++) {
                sums[group][sparse.places[i]] = counted.applyAsDouble(sparse.counts[i]);
            }
        }
        return sums;
    }

    /** All groups together. */
    static double[] pooled(double[][] byGroup) {
        double[] factors = new double[byGroup.length];
        Arrays.fill(factors, 1);
        return pooled(byGroup, factors);
    }

    /** All groups together, each by a factor. */
    static double[] pooled(double[][] byGroup, double[] factors) {
        double[] sum = new double[byGroup[0].length];
        for (int group = 0; group < byGroup.length; group++) {
            for (int i = 0; factors[group] > 0 && i < sum.length; i++) {
                sum[i] += factors[group] * byGroup[group][i];
            }
        }
        return sum;
    }
}
