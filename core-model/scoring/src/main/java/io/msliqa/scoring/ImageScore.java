package io.msliqa.scoring;

import io.msliqa.network.Quality;
import io.msliqa.patch.SourceRegion;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The score of one picture and how sure it is, all on the scale that the model's manifest states.
 *
 * @param score the mean over all patches of the plan, or over the views; of a model whose qualities count differently by
 *     scale what its rule makes of {@code qualities}
 * @param deviation standard deviation of the patches' scores about their mean (of the population: divided by n), at least 0
 * @param standardError of the mean: {@code deviation / sqrt(n - 1)}, n being Kish's effective number of patches, {@code
 *     (sum w)^2 / sum w^2} for multiplicities w. Patches of one picture overlap and are not independent, so this is a
 *     lower bound. NaN with one patch
 * @param headMeans the mean over all patches by each head alone, in the manifest's order
 * @param scaleMeans the mean over the patches of each scale
 * @param sizeMeans the mean over the patches of each size in pixels; empty for a picture scored as a whole
 * @param qualities of a model whose heads put out several, the mean of each; else empty
 * @param causes of a model that says what is wrong, all that it knows, the most likely first; else empty
 * @param worst the patch with the worst score; of several the first
 * @param distinctPatches how many patches were scored: all distinct ones, or as many as the precision took
 * @param nominalPatches how many the plan asks for
 */
public record ImageScore(
        double score,
        double deviation,
        double standardError,
        List<Double> headMeans,
        SortedMap<Double, Double> scaleMeans,
        SortedMap<Integer, Double> sizeMeans,
        SortedMap<Quality, Double> qualities,
        List<CauseShare> causes,
        WorstPatch worst,
        int distinctPatches,
        int nominalPatches) {

    public ImageScore {
        headMeans = List.copyOf(headMeans);
        scaleMeans = Collections.unmodifiableSortedMap(new TreeMap<>(scaleMeans));
        sizeMeans = Collections.unmodifiableSortedMap(new TreeMap<>(sizeMeans));
        qualities = Collections.unmodifiableSortedMap(new TreeMap<>(qualities));
        causes = List.copyOf(causes);
        Objects.requireNonNull(worst, "worst");
    }

    /**
     * The worst patch of a picture.
     *
     * @param score its score
     * @param scale its scale
     * @param region what it shows, in pixels of the upright source picture
     * @param causes as those of the picture
     */
    public record WorstPatch(double score, double scale, SourceRegion region, List<CauseShare> causes) {
        public WorstPatch {
            causes = List.copyOf(causes);
            Objects.requireNonNull(region, "region");
        }
    }
}
