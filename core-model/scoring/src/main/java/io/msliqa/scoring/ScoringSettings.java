package io.msliqa.scoring;

import io.msliqa.image.decode.ImageDecoder;
import io.msliqa.model.Manifest;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.ModelException;
import io.msliqa.patch.PatchPlan;
import io.msliqa.patch.Preprocessing;
import io.msliqa.patch.ZoomLevel;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How pictures are scored, apart from the model.
 *
 * @param mode what of a picture is scored
 * @param plan the patches in {@link ScoringMode#TTA}; in {@link ScoringMode#LEVELS} the scales and sizes are the model's
 * @param batchSize patches in one forward pass; 0 for what suits the device, see {@link #on}. Scores are the same to the
 *     bit for one value, and to 1e-5 between values
 * @param maxWholePixels the largest picture, width x height, in {@link ScoringMode#SINGLE}. The network needs some 110
 *     bytes of native memory for each pixel (Small), some 220 (Large)
 * @param viewPixels in {@link ScoringMode#LEVELS} and {@link ScoringMode#VIEWS}, pictures of more pixels are first reduced
 *     to so many, as they would be to be looked at
 * @param arithmetic what the network computes in
 * @param precision of patches: they are scored only until the error of their mean, see {@link
 *     SamplingError}, is below this many points of the scale; 0 for all patches
 * @param weights how much patches count
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

    /** Patches as the model learned them, or else the paper's 108. */
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
        return with(mode, plan, batch);
    }

    /**
     * The same with what {@link ScoringMode#AUTO} stands for, and in {@link ScoringMode#LEVELS} with the model's scales and
     * sizes.
     *
     * @throws ModelException if the mode is {@link ScoringMode#LEVELS} and levels of the model are no zoomed crops
     */
    public ScoringSettings forModel(Manifest manifest) {
        boolean crops = manifest.heads().stream().allMatch(ZoomLevel::isZoomedCrop);
        boolean paper =
                plan.scales().equals(PatchPlan.PAPER.scales()) && plan.sizes().equals(PatchPlan.PAPER.sizes());
        return switch (mode) {
            case AUTO -> crops && paper ? ofLevels(manifest) : with(ScoringMode.TTA, plan, batchSize);
            case LEVELS -> {
                if (!crops) {
                    throw new ModelException("Levels of the model " + manifest.name() + " (" + manifest.heads()
                            + ") are no crops at a fixed zoom: score with the mode tta or single");
                }
                yield ofLevels(manifest);
            }
            case TTA, SINGLE, VIEWS -> this;
        };
    }

    private ScoringSettings ofLevels(Manifest manifest) {
        List<ZoomLevel> levels = manifest.heads();
        PatchPlan own = new PatchPlan(
                levels.stream().map(ZoomLevel::zoom).distinct().sorted().toList(),
                levels.stream().map(ZoomLevel::crop).distinct().sorted().toList(),
                plan.grid(),
                plan.transforms(),
                plan.smallImage());
        return with(ScoringMode.LEVELS, own, batchSize);
    }

    private ScoringSettings with(ScoringMode newMode, PatchPlan newPlan, int newBatchSize) {
        return new ScoringSettings(
                newMode, newPlan, newBatchSize, maxWholePixels, viewPixels, arithmetic, precision, weights);
    }

    /** Whether the mode scores patches. */
    boolean hasPatches() {
        return mode == ScoringMode.TTA || mode == ScoringMode.LEVELS;
    }

    /**
     * What decides the pixels that the network sees, and how exactly it computes where not in float32.
     *
     * @throws IllegalStateException if the mode is {@link ScoringMode#AUTO}, see {@link #forModel}
     */
    public Preprocessing preprocessing() {
        StringBuilder text = new StringBuilder(pixels().text());
        if (hasPatches() && weights == PatchWeights.PLAIN) {
            text.append("mean: plain\n");
        }
        if (hasPatches() && precision > 0) {
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
            case LEVELS -> Preprocessing.ofLevels(plan, ImageDecoder.RULES, viewPixels);
            case SINGLE -> Preprocessing.ofWholeImage(ImageDecoder.RULES, WholeImages.NAME);
            case VIEWS -> Preprocessing.ofViews(ImageDecoder.RULES, ViewPlan.NAME, viewPixels);
            case AUTO -> throw new IllegalStateException("What a mode stands for depends on the model");
        };
    }
}
