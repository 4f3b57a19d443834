package io.msliqa.drift;

import io.msliqa.metrics.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares a night with a baseline of nights.
 *
 * <p>Intervals come from a bootstrap that draws the baseline's nights as wholes, as pictures of one night are not
 * independent, and tonight's pictures one by one. Deterministic: draws depend on the seed alone.
 */
public final class DriftAnalysis {

    private final Bootstrap bootstrap;
    private final List<NightScores> nights;
    private final NightScores tonight;
    private final List<String> groups;
    private final double[] axis;
    private final double floor;

    private DriftAnalysis(List<NightScores> nights, NightScores tonight, Bootstrap bootstrap, double floor) {
        this.bootstrap = bootstrap;
        this.nights = nights;
        this.tonight = tonight;
        this.groups = groups(nights, tonight);
        this.axis = axis(nights, tonight);
        this.floor = floor;
    }

    /**
     * Compares.
     *
     * @param nights the baseline, two nights at least, with pictures
     * @param tonight with pictures
     * @param floor a quality in points
     */
    public static DriftResult compare(
            List<NightScores> nights, NightScores tonight, Bootstrap bootstrap, double floor) {
        if (nights.size() < 2 || nights.stream().allMatch(night -> night.size() == 0) || tonight.size() == 0) {
            throw new IllegalArgumentException("A comparison needs two nights with pictures, and pictures tonight");
        }
        return new DriftAnalysis(nights, tonight, bootstrap, floor).run();
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

    /** Counts of a group in a night: places on the axis and how many. */
    private static final class Sparse {
        private final int[] places;
        private final double[] counts;

        Sparse(int[] places, double[] counts) {
            this.places = places;
            this.counts = counts;
        }
    }

    private Sparse sparse(NightScores night, String group) {
        ScoreCounts counts = night.groups().getOrDefault(group, new ScoreCounts(new TreeMap<>()));
        int[] places = new int[counts.cells().size()];
        double[] numbers = new double[places.length];
        int i = 0;
        for (Map.Entry<Integer, Long> cell : counts.cells().entrySet()) {
            places[i] = Arrays.binarySearch(axis, cell.getKey() * ScoreCounts.STEP);
            numbers[i++] = cell.getValue();
        }
        return new Sparse(places, numbers);
    }

    /** Both sides of one draw, by group. */
    private static final class Draw {
        private final double[][] before;
        private final double[][] now;

        Draw(double[][] before, double[][] now) {
            this.before = before;
            this.now = now;
        }
    }

    private DriftResult run() {
        Sparse[][] past = new Sparse[nights.size()][groups.size()];
        Sparse[] present = new Sparse[groups.size()];
        for (int group = 0; group < groups.size(); group++) {
            present[group] = sparse(tonight, groups.get(group));
            for (int night = 0; night < nights.size(); night++) {
                past[night][group] = sparse(nights.get(night), groups.get(group));
            }
        }
        int[] once = new int[nights.size()];
        Arrays.fill(once, 1);
        Draw real = new Draw(before(past, once), now(present, new SplittableRandom(0), false));
        double unit = Math.max(ScoreCounts.STEP, new Weights(axis, floor, 1).deviation(pooled(real.before)));
        Weights weights = new Weights(axis, floor, unit);
        Figures figures = figures(real, weights, unit);
        List<Figures> draws = new ArrayList<>();
        for (int number = 0; number < bootstrap.resamples(); number++) {
            int[] copies = bootstrap.draw(number, nights.size());
            SplittableRandom random = new SplittableRandom(bootstrap.seed() * 1_000_003L + number);
            draws.add(figures(new Draw(before(past, copies), now(present, random, true)), weights, unit));
        }
        return result(real, weights, unit, figures, draws);
    }

    private double[][] before(Sparse[][] past, int[] copies) {
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

    private double[][] now(Sparse[] present, SplittableRandom random, boolean drawn) {
        double[][] sums = new double[groups.size()][axis.length];
        for (int group = 0; group < sums.length; group++) {
            Sparse sparse = present[group];
            for (int i = 0; i < sparse.places.length; i++) {
                double count = sparse.counts[i];
                sums[group][sparse.places[i]] = drawn ? Poisson.draw(count, random) : count;
            }
        }
        return sums;
    }

    private double[] pooled(double[][] byGroup) {
        double[] factors = new double[byGroup.length];
        Arrays.fill(factors, 1);
        return pooled(byGroup, factors);
    }

    private double[] pooled(double[][] byGroup, double[] factors) {
        double[] sum = new double[axis.length];
        for (int group = 0; group < byGroup.length; group++) {
            for (int i = 0; factors[group] > 0 && i < sum.length; i++) {
                sum[i] += factors[group] * byGroup[group][i];
            }
        }
        return sum;
    }

    /** Everything that is computed anew for each draw. */
    private record Figures(
            Map<ShiftStatistic, Double> whole,
            Map<ShiftStatistic, Double> adjusted,
            List<Map<ShiftStatistic, Double>> groups,
            MixFigures mix) {}

    private Figures figures(Draw draw, Weights weights, double unit) {
        List<Map<ShiftStatistic, Double>> byGroup = new ArrayList<>();
        double[] factors = new double[groups.size()];
        double[] known = new double[groups.size()];
        MixFigures mix = MixFigures.of(draw.before, draw.now, weights, unit);
        for (int group = 0; group < groups.size(); group++) {
            byGroup.add(weights.compare(draw.before[group], draw.now[group]));
            known[group] = mix.before[group] > 0 ? 1 : 0;
            factors[group] = known[group] > 0 ? mix.now[group] / mix.before[group] : 0;
        }
        return new Figures(
                weights.compare(pooled(draw.before), pooled(draw.now)),
                weights.compare(pooled(draw.before, factors), pooled(draw.now, known)),
                byGroup,
                mix);
    }

    private DriftResult result(Draw real, Weights weights, double unit, Figures figures, List<Figures> draws) {
        SortedMap<String, DriftResult.Part> parts = new TreeMap<>();
        SortedMap<String, DriftResult.Contribution> contributions = new TreeMap<>();
        MixFigures mix = figures.mix();
        for (int i = 0; i < groups.size(); i++) {
            int group = i;
            List<Map<ShiftStatistic, Double>> drawn =
                    draws.stream().map(draw -> draw.groups().get(group)).toList();
            parts.put(
                    groups.get(i),
                    part(real.before[i], real.now[i], weights, figures.groups().get(i), drawn));
            contributions.put(
                    groups.get(i), new DriftResult.Contribution(mix.before[i], mix.now[i], mix.mix[i], mix.quality[i]));
        }
        double[] before = pooled(real.before);
        double[] now = pooled(real.now);
        return new DriftResult(
                unit,
                floor,
                part(
                        before,
                        now,
                        weights,
                        figures.whole(),
                        draws.stream().map(Figures::whole).toList()),
                part(
                        before,
                        now,
                        weights,
                        figures.adjusted(),
                        draws.stream().map(Figures::adjusted).toList()),
                parts,
                mix(mix, draws, contributions));
    }

    private DriftResult.Mix mix(
            MixFigures mix, List<Figures> draws, SortedMap<String, DriftResult.Contribution> contributions) {
        double confidence = bootstrap.confidence();
        return new DriftResult.Mix(
                Estimate.ofDistance(
                        mix.distance(),
                        draws.stream()
                                .mapToDouble(draw -> draw.mix().distance())
                                .toArray(),
                        confidence),
                Estimate.ofShift(
                        Weights.sum(mix.mix),
                        draws.stream()
                                .mapToDouble(draw -> Weights.sum(draw.mix().mix))
                                .toArray(),
                        confidence),
                Estimate.ofShift(
                        Weights.sum(mix.quality),
                        draws.stream()
                                .mapToDouble(draw -> Weights.sum(draw.mix().quality))
                                .toArray(),
                        confidence),
                contributions);
    }

    private DriftResult.Part part(
            double[] before,
            double[] now,
            Weights weights,
            Map<ShiftStatistic, Double> values,
            List<Map<ShiftStatistic, Double>> draws) {
        Map<ShiftStatistic, Estimate> shifts = new EnumMap<>(ShiftStatistic.class);
        for (ShiftStatistic statistic : ShiftStatistic.values()) {
            double value = values.get(statistic);
            double[] drawn =
                    draws.stream().mapToDouble(draw -> draw.get(statistic)).toArray();
            shifts.put(
                    statistic,
                    statistic.isDistance()
                            ? Estimate.ofDistance(value, drawn, bootstrap.confidence())
                            : Estimate.ofShift(value, drawn, bootstrap.confidence()));
        }
        double sumBefore = Weights.sum(before);
        double sumNow = Weights.sum(now);
        return new DriftResult.Part(
                Math.round(sumBefore),
                Math.round(sumNow),
                weights.mean(before, sumBefore),
                weights.mean(now, sumNow),
                shifts);
    }
}
