package io.msliqa.scoring;

import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchRounds;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far the mean over some of a picture's patches may be from that over all: the standard error of a stratified sample
 * without replacement. The strata are the groups of one scale and size, which have one variance in common.
 *
 * <p>With group {@code g} of weight {@code W} (its patches' share of all) and {@code n} of {@code N} distinct
 * patches scored, the squared error is {@code s^2 sum W^2 (1 - n/N) / n}; {@code s^2} is the sum of squared distances
 * from the groups' means over the degrees of freedom (Cochran, "Sampling Techniques", section 5.4). 0 with all patches;
 * infinite while a group has none, or nothing is known of the variance.
 */
final class SamplingError {

    /** Names the rule in fingerprints, with the order of the patches. */
    static final String NAME = "stratified standard error/1";

    private SamplingError() {}

    /**
     * The error.
     *
     * @param scores of the patches; NaN for those without one
     * @param weight of a patch in the mean
     */
    static double of(List<Patch> patches, double[] scores, ToDoubleFunction<Patch> weight) {
        double squares = 0;
        int freedom = 0;
        double factor = 0;
        double all = patches.stream().mapToDouble(weight).sum();
        for (List<Integer> group : PatchRounds.groups(patches)) {
            int[] scored = group.stream()
                    .mapToInt(i -> i)
                    .filter(i -> !Double.isNaN(scores[i]))
                    .toArray();
            if (scored.length == 0) {
                return Double.POSITIVE_INFINITY;
            }
            double share = group.stream().map(patches::get).mapToDouble(weight).sum() / all;
            factor += share * share * (1 - (double) scored.length / group.size()) / scored.length;
            squares += squares(scored, scores);
            freedom += scored.length - 1;
        }
        if (factor == 0) {
            return 0;
        }
        return freedom == 0 ? Double.POSITIVE_INFINITY : Math.sqrt(factor * squares / freedom);
    }

    private static double squares(int[] scored, double[] scores) {
        double sum = 0;
        for (int i : scored) {
            sum += scores[i];
        }
        double mean = sum / scored.length;
        double squares = 0;
        for (int i : scored) {
            squares += (scores[i] - mean) * (scores[i] - mean);
        }
        return squares;
    }
}
