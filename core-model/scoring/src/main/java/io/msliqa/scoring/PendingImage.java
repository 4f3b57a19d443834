package io.msliqa.scoring;

import io.msliqa.image.Capture;
import io.msliqa.image.DecodedImage;
import io.msliqa.image.ImageFormat;
import io.msliqa.image.PixelImage;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchRounds;
import io.msliqa.patch.PatchSampler;
import io.msliqa.scoring.StageTimes.Stage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * A picture on its way: some of its patches' scores are still to come. Patches are cut in rounds, a single one unless
 * fewer than all may be enough; after the last its pixels are let go.
 */
final class PendingImage implements PatchBatcher.Receiver {

    private final String id;
    private final int width;
    private final int height;
    private final int shorter;
    private final ImageFormat format;
    private final Capture capture;
    private final ResultStream.Parts parts;
    private final List<Patch> patches;
    private final float[][] heads;
    private final Queue<List<Integer>> rounds;
    private Optional<PixelImage> pixels;
    private int missing;
    private Optional<ImageResult> result = Optional.empty();

    PendingImage(String id, DecodedImage decoded, ResultStream.Parts parts) {
        this.id = id;
        this.width = decoded.pixels().width();
        this.height = decoded.pixels().height();
        this.format = decoded.format();
        this.capture = decoded.capture();
        long start = System.nanoTime();
        PixelImage seen = parts.settings().mode() == ScoringMode.LEVELS
                ? Reduction.to(parts.settings().viewPixels(), decoded.pixels())
                : decoded.pixels();
        parts.times().add(Stage.SAMPLE, start);
        this.pixels = Optional.of(seen);
        this.shorter = Math.min(seen.width(), seen.height());
        this.parts = parts;
        this.patches = parts.settings().plan().distinct(seen.width(), seen.height()).stream()
                .filter(patch -> parts.reduction().weight(patch) > 0)
                .toList();
        this.heads = new float[patches.size()][];
        this.rounds = new ArrayDeque<>(
                parts.settings().precision() > 0
                        ? PatchRounds.of(patches)
                        : List.of(IntStream.range(0, patches.size()).boxed().toList()));
    }

    /** Whether the scores so far are in, and are not enough. */
    boolean wantsMore() {
        return missing == 0 && result.isEmpty();
    }

    /** The pixels that it keeps in memory. */
    long pixelsHeld() {
        return pixels.map(held -> (long) held.width() * held.height()).orElse(0L);
    }

    /** Cuts the patches of the next round into the batcher. */
    void cut(PatchBatcher batcher) {
        List<Integer> round = rounds.remove();
        missing = round.size();
        PixelImage source = pixels.orElseThrow();
        if (rounds.isEmpty()) {
            pixels = Optional.empty();
        }
        PatchSampler sampler =
                new PatchSampler(source, round.stream().map(patches::get).toList());
        for (int i : round) {
            batcher.add(new Cut(sampler, patches.get(i)), this, i);
        }
    }

    @Override
    public void accept(int patch, float[] scores) {
        heads[patch] = scores;
        missing--;
        if (missing == 0 && result.isEmpty()) {
            long start = System.nanoTime();
            if (rounds.isEmpty() || isPrecise()) {
                ImageScore score = parts.reduction().ofPatches(patches, heads, shorter, width, height);
                finish(new ImageResult.Scored(id, width, height, format, capture, score));
            }
            parts.times().add(Stage.REDUCE, start);
        }
    }

    private boolean isPrecise() {
        double[] scores = parts.reduction().scores(patches, heads, shorter);
        return SamplingError.of(patches, scores, parts.reduction()::weight)
                < parts.settings().precision();
    }

    @Override
    public void fail(Throwable cause) {
        if (result.isEmpty()) {
            finish(Failures.of(id, cause));
        }
    }

    private void finish(ImageResult end) {
        result = Optional.of(end);
        pixels = Optional.empty();
    }

    /** Empty while scores are missing. */
    Optional<ImageResult> result() {
        return result;
    }
}
