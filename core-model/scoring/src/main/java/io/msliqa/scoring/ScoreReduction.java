package io.msliqa.scoring;

import io.msliqa.model.HeadReading.WholeView;
import io.msliqa.model.Manifest;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchRounds;
import io.msliqa.patch.SourceRegion;
import io.msliqa.scoring.HeadChoice.Pick;
import io.msliqa.scoring.ImageScore.WorstPatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes one score out of what the heads say of each patch or view.
 *
 * <p>Each distinct patch counts as often as its multiplicity says, times what the model's manifest gives its group unless
 * the plain mean is wanted. Where the manifest has qualities count differently by scale, the score is that of their
 * means, which the plain mean does without, too. Sums are taken in double precision in the order of the patches, so the same numbers give the
 * same bits. The network's output 0 is the scale's minimum, 1 its maximum; scores are not clipped.
 */
final class ScoreReduction {

    private final HeadChoice choice;
    private final Manifest manifest;
    private final PatchWeights patchWeights;
    private final HeadReader reader;

    /** One view or patch with what the heads said of it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Look(
            double score, double weight, double scale, int size, SourceRegion region, float[] values, Pick pick) {}

    ScoreReduction(Manifest manifest) {
        this(manifest, PatchWeights.MODEL);
    }

    ScoreReduction(Manifest manifest, PatchWeights patchWeights) {
        this.choice = switch (manifest.headPolicy()) {
            case MEAN -> new HeadChoice.Mean();
            case BEST -> new HeadChoice.Best(manifest.bestHead());
            case MATCHED -> new HeadChoice.Matched(manifest.heads());
        };
        this.manifest = manifest;
        this.patchWeights = patchWeights;
        this.reader = new HeadReader(manifest.reading(), manifest.scoreScale());
    }

    /** How much a patch counts in the mean; 0 for one that need not be scored. */
    double weight(Patch patch) {
        return patchWeights == PatchWeights.PLAIN
                ? patch.multiplicity()
                : patch.multiplicity() * manifest.reading().weight(patch);
    }

    /**
     * The score of a picture by its patches. Of a group of one scale and size that is scored in part, the scored patches
     * stand for the others too.
     *
     * @param heads {@code [patch][column]}, for each of {@code patches}, of every group at least one; null for patches
     *     that were not scored
     * @param shorter the shorter side of what the patches are of: the picture, or its reduction
     * @param width of the picture itself
     * @param height of the picture itself
     */
    ImageScore ofPatches(List<Patch> patches, float[][] heads, int shorter, int width, int height) {
        double[] scores = scores(patches, heads, shorter);
        double[] weights = weights(patches, heads);
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] != null) {
                Patch patch = patches.get(i);
                looks.add(new Look(
                        scores[i],
                        weights[i],
                        patch.scale(),
                        patch.size(),
                        patch.region(width, height),
                        heads[i],
                        choice.pick(patch, shorter)));
            }
        }
        return score(looks, patches.stream().mapToInt(Patch::multiplicity).sum());
    }

    /** The score of each patch on the manifest's scale; NaN for those whose heads are null. */
    double[] scores(List<Patch> patches, float[][] heads, int shorter) {
        double[] scores = new double[heads.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = heads[i] == null
                    ? Double.NaN
                    : reader.scaled(choice.pick(patches.get(i), shorter).of(reader.scores(heads[i])));
        }
        return scores;
    }

    /** The patches' weights, and within each group those of the patches without scores spread over the others. */
    private double[] weights(List<Patch> patches, float[][] heads) {
        double[] weights = new double[heads.length];
        for (List<Integer> group : PatchRounds.groups(patches)) {
            double all = 0;
            double scored = 0;
            for (int i : group) {
                all += weight(patches.get(i));
                scored += heads[i] == null ? 0 : weight(patches.get(i));
            }
            for (int i : group) {
                weights[i] = heads[i] == null ? 0 : weight(patches.get(i)) * (all / scored);
            }
        }
        return weights;
    }

    /** The score of a picture that the network saw as a whole: the best head's. */
    ImageScore ofWhole(float[] heads, int width, int height) {
        return ofViews(List.of(new WholeView(1, manifest.bestHead(), 1)), new float[][] {heads}, width, height);
    }

    /**
     * The score of a picture that the network saw as a whole, at several scales.
     *
     * @param heads {@code [view][column]}
     */
    ImageScore ofViews(List<WholeView> views, float[][] heads, int width, int height) {
        SourceRegion region = new SourceRegion(0, 0, width, height);
        List<Look> looks = new ArrayList<>();
        for (int i = 0; i < heads.length; i++) {
            WholeView view = views.get(i);
            Pick pick = HeadChoice.head(view.head());
            double score = reader.scaled(pick.of(reader.scores(heads[i])));
            looks.add(new Look(score, view.weight(), view.scale(), 0, region, heads[i], pick));
        }
        return score(looks, views.size());
    }

    private ImageScore score(List<Look> looks, int nominal) {
        Mean all = new Mean();
        SortedMap<Double, Mean> byScale = new TreeMap<>();
        SortedMap<Integer, Mean> bySize = new TreeMap<>();
        boolean ofMeans = patchWeights == PatchWeights.MODEL
                && !manifest.reading().scaleWeights().isEmpty();
        HeadReader.Sayings sayings = reader.new Sayings(ofMeans);
        for (Look look : looks) {
            all.add(look.score(), look.weight());
            byScale.computeIfAbsent(look.scale(), key -> new Mean()).add(look.score(), look.weight());
            if (look.size() > 0) {
                bySize.computeIfAbsent(look.size(), key -> new Mean()).add(look.score(), look.weight());
            }
            sayings.add(look.values(), look.pick(), look.weight(), look.scale());
        }
        double deviation = deviation(looks, all.mean());
        return new ImageScore(
                ofMeans ? sayings.scoreOfMeans() : all.mean(),
                deviation,
                deviation / Math.sqrt(effectiveCount(looks) - 1),
                headMeans(looks),
                means(byScale),
                means(bySize),
                sayings.qualities(),
                sayings.causes(),
                worst(looks),
                looks.size(),
                nominal);
    }

    private List<Double> headMeans(List<Look> looks) {
        Mean[] sums = new Mean[manifest.heads().size()];
        Arrays.setAll(sums, head -> new Mean());
        for (Look look : looks) {
            double[] scores = reader.scores(look.values());
            for (int head = 0; head < sums.length; head++) {
                sums[head].add(reader.scaled(scores[head]), look.weight());
            }
        }
        return Arrays.stream(sums).map(Mean::mean).toList();
    }

    private static double deviation(List<Look> looks, double mean) {
        Mean squares = new Mean();
        for (Look look : looks) {
            squares.add((look.score() - mean) * (look.score() - mean), look.weight());
        }
        return Math.sqrt(squares.mean());
    }

    /** Kish's: as many equally weighted patches would tell as much. */
    private static double effectiveCount(List<Look> looks) {
        double sum = 0;
        double squares = 0;
        for (Look look : looks) {
            sum += look.weight();
            squares += look.weight() * look.weight();
        }
        return sum * sum / squares;
    }

    private WorstPatch worst(List<Look> looks) {
        boolean higher = manifest.scoreScale().higherIsBetter();
        Look worst = looks.get(0);
        for (Look look : looks) {
            if (higher ? look.score() < worst.score() : look.score() > worst.score()) {
                worst = look;
            }
        }
        HeadReader.Sayings sayings = reader.new Sayings(false);
        sayings.add(worst.values(), worst.pick(), 1, worst.scale());
        return new WorstPatch(worst.score(), worst.scale(), worst.region(), sayings.causes());
    }

    private static <K> SortedMap<K, Double> means(SortedMap<K, Mean> sums) {
        SortedMap<K, Double> means = new TreeMap<>();
        sums.forEach((key, sum) -> means.put(key, sum.mean()));
        return means;
    }
}
