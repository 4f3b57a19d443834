package io.msliqa.torch.ablation;

import io.msliqa.model.HeadPolicy;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.patch.ZoomLevel.Resize;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The trained rows of the paper's ablation (MSLIQA, Table 1), with what they reached there: trained on KADID-10k, tested on
 * TID2013. Its last row, both with TTA, is another evaluation of {@link #BOTH}. One arm more is not the paper's.
 */
public enum AblationArm {
    /** One head, which sees the picture squeezed to a square. */
    BASELINE("baseline", 0.59, 0.64, "resize-224x224"),
    /** One head for each size. */
    MULTI_RESIZING("multi-resizing", 0.70, 0.71, "resize-224", "resize-256", "resize-299", "resize-384", "resize-512"),
    /** One head for each crop, and one for the whole picture. */
    MULTI_CROPPING("multi-cropping", 0.73, 0.74, "crop-224", "crop-256", "crop-299", "crop-384", "whole"),
    /** Heads for sizes and heads for crops. */
    BOTH("both", 0.74, 0.75, "crop-224", "crop-384", "resize-768/crop-384", "resize-512/crop-224"),
    /** Not of the paper: heads for the very scales at which TTA shows a picture. */
    TTA_SCALES("tta-scales", Double.NaN, Double.NaN, "crop-224", "zoom-50/crop-224", "zoom-200/crop-224");

    /** The paper's SRCC of both with TTA. */
    public static final double TTA_SRCC = 0.76;

    /** The paper's PLCC of both with TTA. */
    public static final double TTA_PLCC = 0.78;

    private final String title;
    private final double paperSrcc;
    private final double paperPlcc;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable.
    private final List<ZoomLevel> levels;

    AblationArm(String title, double paperSrcc, double paperPlcc, String... levels) {
        this.title = title;
        this.paperSrcc = paperSrcc;
        this.paperPlcc = paperPlcc;
        this.levels = Arrays.stream(levels).map(ZoomLevel::parse).toList();
    }

    /** The name in tables. */
    public String title() {
        return title;
    }

    /** The paper's SRCC; NaN if the arm is not the paper's. */
    public double paperSrcc() {
        return paperSrcc;
    }

    /** The paper's PLCC; NaN if the arm is not the paper's. */
    public double paperPlcc() {
        return paperPlcc;
    }

    /**
     * Its zoom levels.
     *
     * @param scale by which all their sides are multiplied, for less compute: 1 is the paper's; sides become multiples of 8
     */
    public List<ZoomLevel> levels(double scale) {
        return levels.stream()
                .map(level -> new ZoomLevel(level.resize(), resizeTo(level, scale), side(level.crop(), scale)))
                .toList();
    }

    private static int resizeTo(ZoomLevel level, double scale) {
        return level.resize() == Resize.ZOOM ? level.resizeTo() : side(level.resizeTo(), scale);
    }

    private static int side(int side, double scale) {
        return scale == 1 || side == 0 ? side : Math.max(32, 8 * (int) Math.round(side * scale / 8));
    }

    /** Whether its one head sees pictures squeezed to a square, in training and in tests. */
    boolean squeezes() {
        return levels.get(0).resize() == Resize.SQUARE;
    }

    /** How its heads speak under TTA, if it is tested with it: the paper's takes the mean of all. */
    Optional<HeadPolicy> tta() {
        return switch (this) {
            case BOTH -> Optional.of(HeadPolicy.MEAN);
            case TTA_SCALES -> Optional.of(HeadPolicy.MATCHED);
            default -> Optional.empty();
        };
    }
}
