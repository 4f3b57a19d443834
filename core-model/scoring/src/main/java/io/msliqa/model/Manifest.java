package io.msliqa.model;

import io.msliqa.network.Backbone;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What has to be known of a trained network besides its weights.
 *
 * @param name what people call it; not part of the identity
 * @param backbone the features
 * @param heads the zoom level that each head was trained at, in the heads' order; at least one
 * @param headPolicy how the heads' scores of a patch become one
 * @param bestHead the best head on validation data, counted from 0: the one for whole pictures, and for {@link
 *     HeadPolicy#BEST}
 * @param scoreScale the scale of the scores
 * @param resampling name of the resampling kernel it was trained with
 * @param padding name of the padding it was trained with
 * @param reading what the heads say, and how a score is made of it
 * @param provenance how it was made and how well it does: data, command, validation figures; not part of the identity
 */
public record Manifest(
        String name,
        Backbone backbone,
        List<ZoomLevel> heads,
        HeadPolicy headPolicy,
        int bestHead,
        QualityScale scoreScale,
        String resampling,
        String padding,
        HeadReading reading,
        Map<String, String> provenance) {

    /** A model whose heads put out one score each: the paper's. */
    public Manifest(
            String name,
            Backbone backbone,
            List<ZoomLevel> heads,
            HeadPolicy headPolicy,
            int bestHead,
            QualityScale scoreScale,
            String resampling,
            String padding,
            Map<String, String> provenance) {
        this(
                name,
                backbone,
                heads,
                headPolicy,
                bestHead,
                scoreScale,
                resampling,
                padding,
                HeadReading.PLAIN,
                provenance);
    }

    public Manifest {
        heads = List.copyOf(heads);
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
        requireText(name, "name");
        requireText(resampling, "resampling");
        requireText(padding, "padding");
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("heads is empty; a model has at least one");
        }
        if (bestHead < 0 || bestHead >= heads.size()) {
            throw new IllegalArgumentException(
                    "bestHead is " + bestHead + "; there are heads 0 to " + (heads.size() - 1));
        }
        for (HeadReading.WholeView view : reading.views()) {
            if (view.head() >= heads.size()) {
                throw new IllegalArgumentException("The view at scale " + view.scale() + " has head " + view.head()
                        + "; there are heads 0 to " + (heads.size() - 1));
            }
        }
    }

    /** Makes the manifest of the same weights with another policy and reading, and with more provenance. */
    Manifest with(HeadPolicy policy, HeadReading otherReading, Map<String, String> moreProvenance) {
        Map<String, String> all = new TreeMap<>(provenance);
        all.putAll(moreProvenance);
        return new Manifest(
                name, backbone, heads, policy, bestHead, scoreScale, resampling, padding, otherReading, all);
    }

    private static void requireText(String value, String field) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " is blank");
        }
    }

    /**
     * The fields that change scores, in a fixed form: what the identity is taken over. Every word of it is written out
     * here, so that no other change of this program changes the identity of a model and has whole archives scored again.
     */
    String scoringFields() {
        String zooms = heads.stream().map(ZoomLevel::toString).collect(Collectors.joining(", ", "[", "]"));
        String scale = "ScoreScale[min=" + scoreScale.min() + ", max=" + scoreScale.max() + ", higherIsBetter="
                + scoreScale.higherIsBetter() + "]";
        String fields = String.join(
                "\n", backboneName(), zooms, policyName(), Integer.toString(bestHead), scale, resampling, padding);
        return reading.equals(HeadReading.PLAIN) ? fields : fields + "\n" + reading.text();
    }

    private String backboneName() {
        return switch (backbone) {
            case MOBILENET_V3_SMALL -> "MOBILENET_V3_SMALL";
            case MOBILENET_V3_LARGE -> "MOBILENET_V3_LARGE";
        };
    }

    private String policyName() {
        return switch (headPolicy) {
            case MEAN -> "MEAN";
            case BEST -> "BEST";
            case MATCHED -> "MATCHED";
        };
    }
}
