package io.msliqa.scoring;

import io.msliqa.model.Manifest;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchRounds;
import io.msliqa.patch.SourceRegion;
import io.msliqa.scale.QualityScale;
import io.msliqa.scoring.ImageScore.WorstPatch;
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
    private final QualityScale scale;

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
     * The score of a picture by its patches. Of a group of one scale and size that is scored in part, the scored patches
     * stand for the others too.
     *
     * @param heads {@code [patch][head]}, for each of {@code patches}, of every group at least one; null for patches that
     *     were not scored
     */
    ImageScore ofPatches(List<Patch> patches, float[][] heads, int width, int height) {
        double[] scores = scores(patches, heads, width, height);
        double[] weights = weights(patches, heads);
        int[] scored =
                IntStream.range(0, heads.length).filter(i -> heads[i] != null).toArray();
        Sum all = new Sum();
        SortedMap<Double, Sum> byScale = new TreeMap<>();
        SortedMap<Integer, Sum> bySize = new TreeMap<>();
        for (int i : scored) {
            Patch patch = patches.get(i);
            all.add(scores[i], weights[i]);
            byScale.computeIfAbsent(patch.scale(), key -> new Sum()).add(scores[i], weights[i]);
            bySize.computeIfAbsent(patch.size(), key -> new Sum()).add(scores[i], weights[i]);
        }
        double deviation = deviation(scored, scores, weights, all.mean());
        int worst = worst(scored, scores);
        return new ImageScore(
                all.mean(),
                deviation,
                deviation / Math.sqrt(effectiveCount(weights) - 1),
                headMeans(scored, heads, weights),
                means(byScale),
                means(bySize),
                new WorstPatch(
                        scores[worst],
                        patches.get(worst).scale(),
                        patches.get(worst).region(width, height)),
                scored.length,
                patches.stream().mapToInt(Patch::multiplicity).sum());
    }

    /** The score of each patch on the manifest's scale; NaN for those whose heads are null. */
    double[] scores(List<Patch> patches, float[][] heads, int width, int height) {
        double[] scores = new double[heads.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = heads[i] == null
                    ? Double.NaN
                    : scaled(choice.pick(patches.get(i), Math.min(width, height), heads[i]));
        }
        return scores;
    }

    /** The multiplicities, and within each group those of the patches without scores spread over the others. */
    private static double[] weights(List<Patch> patches, float[][] heads) {
        double[] weights = new double[heads.length];
        for (List<Integer> group : PatchRounds.groups(patches)) {
            int all = 0;
            int scored = 0;
            for (int i : group) {
                all += patches.get(i).multiplicity();
                scored += heads[i] == null ? 0 : patches.get(i).multiplicity();
            }
            for (int i : group) {
                weights[i] = heads[i] == null ? 0 : patches.get(i).multiplicity() * ((double) all / scored);
            }
        }
        return weights;
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

    private List<Double> headMeans(int[] scored, float[][] heads, double[] weights) {
        return IntStream.range(0, heads[scored[0]].length)
                .mapToObj(head -> {
                    Sum sum = new Sum();
                    for (int i : scored) {
                        sum.add(scaled(heads[i][head]), weights[i]);
                    }
                    return sum.mean();
                })
                .toList();
    }

    private static double deviation(int[] scored, double[] scores, double[] weights, double mean) {
        Sum squares = new Sum();
        for (int i : scored) {
            squares.add((scores[i] - mean) * (scores[i] - mean), weights[i]);
        }
        return Math.sqrt(squares.mean());
    }

    /** Kish's: as many equally weighted patches would tell as much. */
    private static double effectiveCount(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        return sum * sum / squares;
    }

    private int worst(int[] scored, double[] scores) {
        int worst = scored[0];
        for (int i : scored) {
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
        private double weight;

        void add(double value, double times) {
            sum += value * times;
            weight += times;
        }

        double mean() {
            return sum / weight;
        }
    }
}
