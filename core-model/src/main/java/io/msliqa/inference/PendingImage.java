package io.msliqa.inference;

import io.msliqa.image.ImageFormat;
import io.msliqa.patch.Patch;
import java.util.List;
import java.util.Optional;

/** A picture on its way: its pixels are gone, some of its patches' scores are still to come. */
final class PendingImage implements PatchBatcher.Receiver {

    /** What is known of a decoded picture. */
    record Decoded(String id, int width, int height, ImageFormat format) {}

    private final Decoded image;
    private final List<Patch> patches;
    private final float[][] heads;
    private final ScoreReduction reduction;
    private final StageTimes times;
    private int missing;
    private Optional<ImageResult> result = Optional.empty();

    PendingImage(Decoded image, List<Patch> patches, ScoreReduction reduction, StageTimes times) {
        this.image = image;
        this.patches = patches;
        this.heads = new float[patches.size()][];
        this.reduction = reduction;
        this.times = times;
        this.missing = patches.size();
    }

    @Override
    public void accept(int patch, float[] scores) {
        heads[patch] = scores;
        missing--;
        if (missing == 0 && result.isEmpty()) {
            long start = System.nanoTime();
            ImageScore score = reduction.ofPatches(patches, heads, image.width(), image.height());
            result = Optional.of(
                    new ImageResult.Scored(image.id(), image.width(), image.height(), image.format(), score));
            times.add(StageTimes.Stage.REDUCE, start);
        }
    }

    @Override
    public void fail(Throwable cause) {
        if (result.isEmpty()) {
            result = Optional.of(Failures.of(image.id(), cause));
        }
    }

    /** Empty while scores are missing. */
    Optional<ImageResult> result() {
        return result;
    }
}
