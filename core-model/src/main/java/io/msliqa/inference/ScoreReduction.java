package io.msliqa.inference;

import io.msliqa.inference.ImageScore.WorstPatch;
import io.msliqa.model.Manifest;
import io.msliqa.model.ScoreScale;
import io.msliqa.patch.Patch;
import io.msliqa.patch.SourceRegion;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes one score out of what the heads say of each patch.
 *
 * <p>Each distinct patch counts as often as its multiplicity says. Sums are taken in double precision in the order of
 * the patches, so the same numbers give the same bits. The network's output 0 is the scale's minimum, 1 its maximum;
 * scores are not clipped.
 */
final class ScoreReduction {

    private final HeadChoice choice;
    private final int bestHead;
    private final ScoreScale scale;

    ScoreReduction(Manifest manifest) {
        this.choice = switch (manifest.headPolicy()) {
            case MEAN -> new HeadChoice.Mean();
            case BEST -> new HeadChoice.Best(manifest.bestHead());
            case MATCHED -> new HeadChoice.Matched(manifest.heads());
        };
        this.bestHead = manifest.bestHead();
        this.scale = Objects.requireNonNull(manifest.scoreScale(), "scoreScale");
    }

    /**
     * The score of a picture by its patches.
     *
     * @param heads {@code [patch][head]}, for each of {@code patches}, at least one
     */
    ImageScore ofPatches(List<Patch> patches, float[][] heads, int width, int height) {
        double[] scores = new double[heads.length];
        Sum all = new Sum();
        SortedMap<Double, Sum> byScale = new TreeMap<>();
        SortedMap<Integer, Sum> bySize = new TreeMap<>();
        for (int i = 0; i < scores.length; i++) {
            Patch patch = patches.get(i);
            scores[i] = scaled(choice.pick(patch, Math.min(width, height), heads[i]));
            all.add(scores[i], patch.multiplicity());
            byScale.computeIfAbsent(patch.scale(), key -> new Sum()).add(scores[i], patch.multiplicity());
            bySize.computeIfAbsent(patch.size(), key -> new Sum()).add(scores[i], patch.multiplicity());
        }
        double deviation = deviation(patches, scores, all.mean());
        Patch worst = patches.get(worst(scores));
        return new ImageScore(
                all.mean(),
                deviation,
                deviation / Math.sqrt(effectiveCount(patches) - 1),
                headMeans(patches, heads),
                means(byScale),
                means(bySize),
                new WorstPatch(scores[worst(scores)], worst.scale(), worst.region(width, height)),
                scores.length,
                (int) all.weight);
    }

    /** The score of a picture that the network saw as a whole: the best head's. */
    ImageScore ofWhole(float[] heads, int width, int height) {
        double score = scaled(heads[bestHead]);
        SortedMap<Double, Double> unscaled = new TreeMap<>();
        unscaled.put(1.0, score);
        return new ImageScore(
                score,
                0,
                Double.NaN,
                IntStream.range(0, heads.length)
                        .mapToObj(head -> scaled(heads[head]))
                        .toList(),
                unscaled,
                new TreeMap<>(),
                new WorstPatch(score, 1, new SourceRegion(0, 0, width, height)),
                1,
                1);
    }

    private double scaled(double raw) {
        return scale.min() + (scale.max() - scale.min()) * raw;
    }

    private List<Double> headMeans(List<Patch> patches, float[][] heads) {
        return IntStream.range(0, heads[0].length)
                .mapToObj(head -> {
                    Sum sum = new Sum();
                    for (int i = 0; i < heads.length; i++) {
                        sum.add(scaled(heads[i][head]), patches.get(i).multiplicity());
                    }
                    return sum.mean();
                })
                .toList();
    }

    private static double deviation(List<Patch> patches, double[] scores, double mean) {
        Sum squares = new Sum();
        for (int i = 0; i < scores.length; i++) {
            squares.add((scores[i] - mean) * (scores[i] - mean), patches.get(i).multiplicity());
        }
        return Math.sqrt(squares.mean());
    }

    /** Kish's: as many equally weighted patches would tell as much. */
    private static double effectiveCount(List<Patch> patches) {
        double sum = 0;
        double squares = 0;
        for (Patch patch : patches) {
            sum += patch.multiplicity();
            squares += (double) patch.multiplicity() * patch.multiplicity();
        }
        return sum * sum / squares;
    }

    private int worst(double[] scores) {
        int worst = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scale.higherIsBetter() ? scores[i] < scores[worst] : scores[i] > scores[worst]) {
                worst = i;
            }
        }
        return worst;
    }

    private static <K> SortedMap<K, Double> means(SortedMap<K, Sum> sums) {
        SortedMap<K, Double> means = new TreeMap<>();
        sums.forEach((key, sum) -> means.put(key, sum.mean()));
        return means;
    }

    private static final class Sum {
        private double sum;
        private long weight;

        void add(double value, int multiplicity) {
            sum += value * multiplicity;
            weight += multiplicity;
        }

        double mean() {
            return sum / weight;
        }
    }
}
