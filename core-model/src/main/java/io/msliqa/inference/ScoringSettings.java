package io.msliqa.inference;

import io.msliqa.image.ImageDecoder;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.Preprocessing;
import java.io.Serializable;
import java.util.Objects;

/**
 * How pictures are scored, apart from the model.
 *
 * @param mode what of a picture is scored
 * @param plan the patches in {@link ScoringMode#TTA}
 * @param batchSize patches in one forward pass, at least 1. Scores are the same to the bit for one value, and to 1e-5
 *     between values
 * @param maxWholePixels the largest picture, width x height, in {@link ScoringMode#SINGLE}. The network needs some 110
 *     bytes of native memory for each pixel (Small), some 220 (Large)
 */
public record ScoringSettings(ScoringMode mode, PatchPlan plan, int batchSize, long maxWholePixels)
        implements Serializable {

    /** The paper's 108 patches, 16 a batch; whole pictures up to 16 megapixels. */
    public static final ScoringSettings DEFAULT = new ScoringSettings(ScoringMode.TTA, PatchPlan.PAPER, 16, 16_000_000);

    public ScoringSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(plan, "plan");
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size must be at least 1, not " + batchSize);
        }
        long most = Integer.MAX_VALUE / 3;
        if (maxWholePixels < 1 || maxWholePixels > most) {
            throw new IllegalArgumentException(
                    "The pixels of a whole picture must be 1 to " + most + ", not " + maxWholePixels);
        }
    }

    /** What decides the pixels that the network sees. */
    public Preprocessing preprocessing() {
        return switch (mode) {
            case TTA -> Preprocessing.ofPatches(plan, ImageDecoder.RULES);
            case SINGLE -> Preprocessing.ofWholeImage(ImageDecoder.RULES);
        };
    }
}
