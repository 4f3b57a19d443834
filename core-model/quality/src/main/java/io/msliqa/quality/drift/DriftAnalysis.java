package io.msliqa.quality.drift;

import io.msliqa.quality.drift.GroupedCounts.Sides;
import io.msliqa.quality.metrics.Bootstrap;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares a night with a baseline of nights.
 *
 * <p>Intervals come from a bootstrap. It draws the baseline's nights as wholes, because pictures of one night are not
 * independent, and tonight's pictures one by one. Deterministic: draws depend on the seed alone.
 */
public final class DriftAnalysis {

    private final Bootstrap bootstrap;
    private final GroupedCounts counts;
    private final double floor;

    private DriftAnalysis(GroupedCounts counts, Bootstrap bootstrap, double floor) {
        this.bootstrap = bootstrap;
        this.counts = counts;
        this.floor = floor;
    }

    /**
     * Compares tonight with the baseline.
     * @param nights the baseline, two nights at least, with pictures
     * @param tonight with pictures
     * @param floor a quality in points
     */
    public static DriftResult compare(
            List<NightScores> nights, NightScores tonight, Bootstrap bootstrap, double floor) {
        if (nights.size() < 2 || nights.stream().allMatch(night -> night.size() == 0) || tonight.size() == 0) {
            throw new IllegalArgumentException("A comparison needs two nights with pictures, and pictures tonight");
        }
        return new DriftAnalysis(new GroupedCounts(nights, tonight), bootstrap, floor).run();
    }

    private DriftResult run() {
        Sides real = counts.whole();
        double deviation = new WeightedQualities(counts.axis(), floor, 1).deviation(GroupedCounts.pooled(real.before));
        double unit = Math.max(ScoreCounts.STEP, deviation);
        WeightedQualities weights = new WeightedQualities(counts.axis(), floor, unit);
        List<Figures> draws = new ArrayList<>();
        for (int number = 0; number < bootstrap.resamples(); number++) {
            draws.add(figures(counts.draw(number, bootstrap), weights, unit));
        }
        return result(real, weights, unit, figures(real, weights, unit), draws);
    }

    /** Everything that is computed anew for each draw. */
    private record Figures(
            Map<ShiftStatistic, Double> whole,
            Map<ShiftStatistic, Double> adjusted,
            List<Map<ShiftStatistic, Double>> groups,
            MixFigures mix) {}

    private Figures figures(Sides draw, WeightedQualities weights, double unit) {
        List<Map<ShiftStatistic, Double>> byGroup = new ArrayList<>();
        double[] factors = new double[counts.groups().size()];
        double[] known = new double[counts.groups().size()];
        MixFigures mix = MixFigures.of(draw.before, draw.now, weights, unit);
        for (int group = 0; group < counts.groups().size(); group++) {
            byGroup.add(weights.compare(draw.before[group], draw.now[group]));
            known[group] = mix.before[group] > 0 ? 1 : 0;
            factors[group] = known[group] > 0 ? mix.now[group] / mix.before[group] : 0;
        }
        return new Figures(
                weights.compare(GroupedCounts.pooled(draw.before), GroupedCounts.pooled(draw.now)),
                weights.compare(GroupedCounts.pooled(draw.before, factors), GroupedCounts.pooled(draw.now, known)),
                byGroup,
                mix);
    }

    private DriftResult result(
            Sides real, WeightedQualities weights, double unit, Figures figures, List<Figures> draws) {
        SortedMap<String, DriftResult.Part> parts = new TreeMap<>();
        SortedMap<String, DriftResult.Contribution> contributions = new TreeMap<>();
        MixFigures mix = figures.mix();
        for (int i = 0; i < counts.groups().size(); i++) {
            int group = i;
            List<Map<ShiftStatistic, Double>> drawn =
                    draws.stream().map(draw -> draw.groups().get(group)).toList();
            parts.put(
                    counts.groups().get(i),
                    part(real.before[i], real.now[i], weights, figures.groups().get(i), drawn));
            contributions.put(
                    counts.groups().get(i),
                    new DriftResult.Contribution(mix.before[i], mix.now[i], mix.mix[i], mix.quality[i]));
        }
        double[] before = GroupedCounts.pooled(real.before);
        double[] now = GroupedCounts.pooled(real.now);
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
                        WeightedQualities.sum(mix.mix),
                        draws.stream()
                                .mapToDouble(draw -> WeightedQualities.sum(draw.mix().mix))
                                .toArray(),
                        confidence),
                Estimate.ofShift(
                        WeightedQualities.sum(mix.quality),
                        draws.stream()
                                .mapToDouble(draw -> WeightedQualities.sum(draw.mix().quality))
                                .toArray(),
                        confidence),
                contributions);
    }

    private DriftResult.Part part(
            double[] before,
            double[] now,
            WeightedQualities weights,
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
        double sumBefore = WeightedQualities.sum(before);
        double sumNow = WeightedQualities.sum(now);
        return new DriftResult.Part(
                Math.round(sumBefore),
                Math.round(sumNow),
                weights.mean(before, sumBefore),
                weights.mean(now, sumNow),
                shifts,
                Math.round(weights.belowTenth(before, now)));
    }
}
