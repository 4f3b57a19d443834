package io.msliqa.torch.training;

import io.msliqa.model.HeadReading;
import io.msliqa.model.HeadReading.PatchGroup;
import io.msliqa.model.HeadReading.ScaleWeight;
import io.msliqa.model.HeadReading.WholeView;
import io.msliqa.model.ScoreRule;
import io.msliqa.network.HeadOutputs;
import io.msliqa.patch.ZoomLevel;
import java.util.List;
import java.util.Optional;

/**
 * Says how to read the model that comes out of a training.
 *
 * @param score how one score is made of the qualities; without, of several the plain mean
 * @param views whole pictures at scales; each is the head's whose zoom is nearest
 * @param groups which patches of TTA count more or less
 * @param scaleWeights which qualities count more or less at a scale
 */
public record Reading(
        Optional<ScoreRule> score, List<View> views, List<PatchGroup> groups, List<ScaleWeight> scaleWeights) {

    /** Nothing beyond the outputs. */
    public static final Reading USUAL = new Reading(Optional.empty(), List.of(), List.of(), List.of());

    /**
     * The whole picture at a scale.
     *
     * @param scale a zoom factor
     * @param weight of what its head says
     */
    public record View(double scale, double weight) {}

    public Reading {
        views = List.copyOf(views);
        groups = List.copyOf(groups);
        scaleWeights = List.copyOf(scaleWeights);
    }

    /** For a network with these heads. */
    HeadReading of(HeadOutputs outputs, List<ZoomLevel> levels) {
        ScoreRule rule = score.orElseGet(() -> new ScoreRule(
                ScoreRule.Combination.MEAN,
                outputs.qualities().stream()
                        .map(quality -> new ScoreRule.Part(quality, 1, 1, 0))
                        .toList()));
        return new HeadReading(
                outputs,
                rule,
                views.stream()
                        .map(view -> new WholeView(view.scale(), nearest(view.scale(), levels), view.weight()))
                        .toList(),
                groups,
                scaleWeights);
    }

    /** The head whose level enlarges most like it; of several, and where sides are given in pixels, the first. */
    private static int nearest(double scale, List<ZoomLevel> levels) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int head = 0; head < levels.size(); head++) {
            double distance = distance(scale, levels.get(head));
            if (distance < least) {
                nearest = head;
                least = distance;
            }
        }
        return nearest;
    }

    private static double distance(double scale, ZoomLevel level) {
        return switch (level.resize()) {
            case NONE -> Math.abs(Math.log(scale));
            case ZOOM -> Math.abs(Math.log(level.resizeTo() / 100.0 / scale));
            case SHORTER_SIDE, SQUARE -> Double.POSITIVE_INFINITY;
        };
    }
}
