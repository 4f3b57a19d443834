package io.msliqa.quality.drift;

import java.util.Map;
import java.util.SortedMap;

/**
 * Holds the result of a comparison with the baseline.
 *
 * @param unit the baseline's standard deviation in points, in which shifts are given
 * @param floor in points
 * @param whole all pictures, as they are
 * @param adjusted all pictures of groups that the baseline knows, with the baseline's groups weighted as tonight's, so
 *     that a change of the mix does not count
 * @param groups by name
 * @param mix the part of the mix in the change
 */
public record DriftResult(
        double unit, double floor, Part whole, Part adjusted, SortedMap<String, Part> groups, Mix mix) {

    /**
     * A comparison of one part.
     *
     * @param before pictures of the baseline
     * @param now pictures of tonight
     * @param meanBefore in points; NaN if there are none
     * @param meanNow in points; NaN if there are none
     * @param shifts of every statistic; undefined if one side has too few
     * @param worse pictures of tonight that are worse than nine of ten of the baseline
     */
    public record Part(
            long before,
            long now,
            double meanBefore,
            double meanNow,
            Map<ShiftStatistic, Estimate> shifts,
            long worse) {}

    /**
     * The change of the mean, split in two (Kitagawa 1955): {@code mix + quality} is the change of the mean, in units.
     *
     * @param distance the share of pictures that are in other groups now: total variation between the shares, 0 to 1
     * @param mix the change of the mean if each group had kept its mean
     * @param quality the change of the mean if each group had kept its share
     * @param groups by name
     */
    public record Mix(Estimate distance, Estimate mix, Estimate quality, SortedMap<String, Contribution> groups) {}

    /**
     * A group's part of the change.
     *
     * @param shareBefore of the baseline's pictures
     * @param shareNow of tonight's
     * @param mix by its share, in units
     * @param quality by its mean, in units
     */
    public record Contribution(double shareBefore, double shareNow, double mix, double quality) {}
}
