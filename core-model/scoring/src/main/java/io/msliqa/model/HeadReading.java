package io.msliqa.model;

import io.msliqa.network.Cause;
import io.msliqa.network.HeadOutputs;
import io.msliqa.network.Quality;
import io.msliqa.patch.Patch;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What the heads of a model say, and how a picture's score is made of it: chosen on validation data.
 *
 * @param outputs of each head
 * @param score how the qualities of a view or a patch become one
 * @param views the whole picture at scales, for the mode that scores those; empty if the model has none
 * @param groups which patches of TTA count more or less than in the plain mean; others count 1
 * @param scaleWeights which qualities count more or less at a scale than views and patches themselves do; with any, the
 *     picture's score is the rule's of the means of the qualities, else the mean of the scores of views or patches
 */
public record HeadReading(
        HeadOutputs outputs,
        ScoreRule score,
        List<WholeView> views,
        List<PatchGroup> groups,
        List<ScaleWeight> scaleWeights) {

    /** One score a head, and the plain mean of patches: the paper's. */
    public static final HeadReading PLAIN =
            new HeadReading(HeadOutputs.SCORE, ScoreRule.only(Quality.SCORE), List.of(), List.of(), List.of());

    /**
     * The whole picture at a scale.
     *
     * @param scale a zoom factor, above 0 to 100
     * @param head that looks at it, counted from 0
     * @param weight of what it says, above 0
     */
    public record WholeView(double scale, int head, double weight) {
        public WholeView {
            if (!(scale > 0 && scale <= 100 && weight > 0 && Double.isFinite(weight)) || head < 0) {
                throw new IllegalArgumentException("Not a view: scale " + scale + " (above 0 to 100), head " + head
                        + ", weight " + weight + " (above 0)");
            }
        }
    }

    /**
     * The patches of one scale and size.
     *
     * @param scale of the plan
     * @param size of the plan
     * @param weight of each of them, from 0: patches of weight 0 are not looked at
     */
    public record PatchGroup(double scale, int size, double weight) {
        public PatchGroup {
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("The patches of scale " + scale + " and size " + size
                        + " have the weight " + weight + "; it must be from 0");
            }
        }
    }

    /**
     * How much a quality counts at a scale.
     *
     * @param quality that the heads put out
     * @param scale of views and patches
     * @param weight times what the view or patch counts, from 0
     */
    public record ScaleWeight(Quality quality, double scale, double weight) {
        public ScaleWeight {
            Objects.requireNonNull(quality, "quality");
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException(
                        "At scale " + scale + " " + quality + " has the weight " + weight + "; it must be from 0");
            }
        }
    }

    public HeadReading {
        Objects.requireNonNull(outputs, "outputs");
        Objects.requireNonNull(score, "score");
        views = List.copyOf(views);
        groups = List.copyOf(groups);
        scaleWeights = List.copyOf(scaleWeights);
        score.parts().forEach(part -> outputs.indexOf(part.quality()));
        scaleWeights.forEach(weight -> outputs.indexOf(weight.quality()));
        if (views.stream().mapToDouble(WholeView::scale).distinct().count() < views.size()) {
            throw new IllegalArgumentException("Two views are of one scale: " + views);
        }
    }

    /** How much a patch counts, times its multiplicity. */
    public double weight(Patch patch) {
        return groups.stream()
                .filter(group -> group.scale() == patch.scale() && group.size() == patch.size())
                .mapToDouble(PatchGroup::weight)
                .findFirst()
                .orElse(1);
    }

    /** How much a quality counts at a scale, times what the view or patch counts. */
    public double weight(Quality quality, double scale) {
        return scaleWeights.stream()
                .filter(one -> one.quality() == quality && one.scale() == scale)
                .mapToDouble(ScaleWeight::weight)
                .findFirst()
                .orElse(1);
    }

    /** In a fixed form, for the identity: see {@link Manifest#scoringFields}. */
    String text() {
        String qualities = outputs.qualities().stream().map(HeadReading::nameOf).collect(Collectors.joining(","));
        String causes = outputs.causes().stream().map(HeadReading::nameOf).collect(Collectors.joining(","));
        String parts = score.parts().stream()
                .map(part -> nameOf(part.quality()) + "*" + part.weight() + "*" + part.gain() + "+" + part.offset())
                .collect(Collectors.joining(" "));
        String rule =
                switch (score.combination()) {
                    case MEAN -> "mean";
                    case MINIMUM -> "minimum";
                };
        String whole = views.stream()
                .map(view -> view.scale() + "/" + view.head() + "*" + view.weight())
                .collect(Collectors.joining(" "));
        String patches = groups.stream()
                .map(group -> group.scale() + "/" + group.size() + "*" + group.weight())
                .collect(Collectors.joining(" "));
        String text = String.join(
                "\n",
                "qualities " + qualities,
                "causes " + causes,
                "score " + rule + " " + parts,
                "views " + whole,
                "groups " + patches);
        String scales = scaleWeights.stream()
                .map(one -> nameOf(one.quality()) + "@" + one.scale() + "*" + one.weight())
                .collect(Collectors.joining(" "));
        return scales.isEmpty() ? text : text + "\nscales " + scales;
    }

    private static String nameOf(Quality quality) {
        return switch (quality) {
            case SCORE -> "score";
            case FIDELITY -> "fidelity";
            case OPINION -> "opinion";
        };
    }

    private static String nameOf(Cause cause) {
        return switch (cause) {
            case NONE -> "none";
            case BLUR -> "blur";
            case NOISE -> "noise";
            case COMPRESSION -> "compression";
            case TOO_DARK -> "too-dark";
            case TOO_BRIGHT -> "too-bright";
            case FLAT -> "flat";
            case COLOUR -> "colour";
            case BLOCKS -> "blocks";
        };
    }
}
