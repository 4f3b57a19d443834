package io.msliqa.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.model.HeadReading.WholeView;
import io.msliqa.patch.Resampler;
import io.msliqa.patch.ScaledSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores the whole picture at a model's scales.
 *
 * <p>A view of more pixels than the limit is left out, and the others count in its place: a picture that large has no
 * need of enlargement. Where no view is within the limit there is no score.
 */
final class ViewPlan {

    /** Names the rules in fingerprints. */
    static final String NAME = "whole picture at the model's scales/1";

    private final List<WholeView> views;
    private final WholeImages images;
    private final ScoreReduction reduction;

    ViewPlan(List<WholeView> views, WholeImages images, ScoreReduction reduction) {
        this.views = List.copyOf(views);
        this.images = images;
        this.reduction = reduction;
    }

    ImageScore score(PixelImage picture) throws ImageException {
        List<WholeView> seen = new ArrayList<>();
        for (WholeView view : views) {
            ScaledSize size = sizeOf(picture, view);
            if (images.fits(size.width(), size.height())) {
                seen.add(view);
            }
        }
        if (seen.isEmpty()) {
            throw new ImageException(
                    FailureReason.TOO_LARGE,
                    "The picture is " + picture.width() + " x " + picture.height()
                            + ", and at none of the model's scales within the limit of " + images.maxPixels()
                            + " pixels for scoring it as a whole. Raise that limit, or score patches of it.");
        }
        float[][] heads = new float[seen.size()][];
        for (int i = 0; i < heads.length; i++) {
            ScaledSize size = sizeOf(picture, seen.get(i));
            heads[i] = images.score(Resampler.resize(picture, size.width(), size.height()));
        }
        return reduction.ofViews(seen, heads, picture.width(), picture.height());
    }

    private static ScaledSize sizeOf(PixelImage picture, WholeView view) {
        return ScaledSize.of(picture.width(), picture.height(), view.scale());
    }
}
