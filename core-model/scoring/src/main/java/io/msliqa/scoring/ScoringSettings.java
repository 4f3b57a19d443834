package io.msliqa.scoring;

import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.Manifest;
import io.msliqa.network.Arithmetic;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.Preprocessing;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * How pictures are scored, apart from the model.
 *
 * @param mode what of a picture is scored
 * @param plan the patches in {@link ScoringMode#TTA}
 * @param batchSize patches in one forward pass; 0 for what suits the device, see {@link #on}. Scores are the same to the
 *     bit for one value, and to 1e-5 between values
 * @param maxWholePixels the largest picture, width x height, in {@link ScoringMode#SINGLE}. The network needs some 110
 *     bytes of native memory for each pixel (Small), some 220 (Large)
 * @param viewPixels in {@link ScoringMode#VIEWS}, pictures of more pixels are first reduced to so many, as they would
 *     be to be looked at
 * @param arithmetic what the network computes in
 * @param precision in {@link ScoringMode#TTA}, patches are scored only until the error of their mean, see {@link
 *     SamplingError}, is below this many points of the scale; 0 for all patches
 * @param weights in {@link ScoringMode#TTA}, how much patches count
 */
public record ScoringSettings(
        ScoringMode mode,
        PatchPlan plan,
        int batchSize,
        long maxWholePixels,
        long viewPixels,
        Arithmetic arithmetic,
        double precision,
        PatchWeights weights)
        implements Serializable {

    /** 1024 x 768: of the sets whose opinions are widely used, hardly one shows people more of a picture at once. */
    public static final long USUAL_VIEW_PIXELS = 786_432;

    /** Views where the model names some, else the paper's 108 patches. */
    public static final ScoringSettings DEFAULT = new ScoringSettings(ScoringMode.AUTO, PatchPlan.PAPER, 0, 16_000_000);

    /** All patches, in float32. */
    public ScoringSettings(ScoringMode mode, PatchPlan plan, int batchSize, long maxWholePixels) {
        this(mode, plan, batchSize, maxWholePixels, USUAL_VIEW_PIXELS, Arithmetic.FLOAT32, 0, PatchWeights.MODEL);
    }

    public ScoringSettings {
        Objects.requireNonNull(arithmetic, "arithmetic");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(weights, "weights");
        if (!(precision >= 0 && precision < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The precision must be 0 or a positive number, not " + precision);
        }
        if (batchSize < 0) {
            throw new IllegalArgumentException("The batch size must be at least 1, or 0, not " + batchSize);
        }
        long most = Integer.MAX_VALUE / 3;
        if (maxWholePixels < 1 || maxWholePixels > most) {
            throw new IllegalArgumentException(
                    "The pixels of a whole picture must be 1 to " + most + ", not " + maxWholePixels);
        }
        if (viewPixels < 1) {
            throw new IllegalArgumentException("The pixels of a view must be at least 1, not " + viewPixels);
        }
    }

    /** The same with a batch size: what suits the engine's device if none is set. */
    ScoringSettings on(ScoringEngine engine) {
        int batch = batchSize > 0 ? batchSize : engine.usualBatch();
        return with(mode, batch);
    }

    /** The same with what {@link ScoringMode#AUTO} stands for. Who sets a plan, a precision or a mean asks for patches. */
    public ScoringSettings forModel(Manifest manifest) {
        if (mode != ScoringMode.AUTO) {
            return this;
        }
        boolean patches = !plan.equals(PatchPlan.PAPER) || precision > 0 || weights == PatchWeights.PLAIN;
        boolean views = !patches && !manifest.reading().views().isEmpty();
        return with(views ? ScoringMode.VIEWS : ScoringMode.TTA, batchSize);
    }

    private ScoringSettings with(ScoringMode newMode, int newBatchSize) {
        return new ScoringSettings(
                newMode, plan, newBatchSize, maxWholePixels, viewPixels, arithmetic, precision, weights);
    }

    /**
     * What decides the pixels that the network sees, and how exactly it computes where not in float32.
     *
     * @throws IllegalStateException if the mode is {@link ScoringMode#AUTO}, see {@link #forModel}
     */
    public Preprocessing preprocessing() {
        StringBuilder text = new StringBuilder(pixels().text());
        if (mode == ScoringMode.TTA && weights == PatchWeights.PLAIN) {
            text.append("mean: plain\n");
        }
        if (mode == ScoringMode.TTA && precision > 0) {
            text.append("patches until: ")
                    .append(SamplingError.NAME)
                    .append(" < ")
                    .append(precision)
                    .append('\n');
        }
        if (arithmetic != Arithmetic.FLOAT32) {
            text.append("arithmetic: ")
                    .append(arithmetic.name().toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        return new Preprocessing(text.toString());
    }

    private Preprocessing pixels() {
        return switch (mode) {
            case TTA -> Preprocessing.ofPatches(plan, ImageDecoder.RULES);
            case SINGLE -> Preprocessing.ofWholeImage(ImageDecoder.RULES, WholeImages.NAME);
            case VIEWS -> Preprocessing.ofViews(ImageDecoder.RULES, ViewPlan.NAME, viewPixels);
            case AUTO -> throw new IllegalStateException("What a mode stands for depends on the model");
        };
    }
}
