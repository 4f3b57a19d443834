package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.model.HeadReading.WholeView;
import java.util.List;

/**
 * Scores the whole picture at a model's scales.
 *
 * <p>A picture of more pixels than people are shown at once is first reduced to so many; the views are of the reduced
 * one. Its pixels are not what people see, and it costs no more than others.
 */
final class ViewPlan {

    /** Names the rules in fingerprints. */
    static final String NAME = "whole picture at the model's scales/2, " + WholeImages.NAME;

    private final List<WholeView> views;
    private final long mostPixels;
    private final WholeImages images;
    private final ScoreReduction reduction;

    ViewPlan(List<WholeView> views, long mostPixels, WholeImages images, ScoreReduction reduction) {
        this.views = List.copyOf(views);
        this.mostPixels = mostPixels;
        this.images = images;
        this.reduction = reduction;
    }

    ImageScore score(PixelImage picture) {
        PixelImage shown = Reduction.to(mostPixels, picture);
        float[][] heads = views.stream()
                .map(view -> images.score(Reduction.by(view.scale(), shown)))
                .toArray(float[][]::new);
        return reduction.ofViews(views, heads, picture.width(), picture.height());
    }
}
