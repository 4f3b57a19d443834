package io.msliqa.scoring;

import io.msliqa.image.PixelImage;
import io.msliqa.network.Backbone;
import io.msliqa.patch.MirrorPadding;
import java.nio.ByteBuffer;

/**
 * Scores pictures as a whole, one a forward pass, each in its own shape: its sides, and as much of its mirror image to the
 * right and below as makes them multiples of the network's stride. For one thread.
 */
final class WholeImages {

    /** Names the rules in fingerprints. */
    static final String NAME = "mirrored to multiples of " + Backbone.STRIDE + "/1";

    private final PatchScorer scorer;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

    WholeImages(PatchScorer scorer) {
        this.scorer = scorer;
    }

    /** What the heads say. */
    float[] score(PixelImage shown) {
        PixelImage picture = MirrorPadding.toMultiplesOf(Backbone.STRIDE, shown);
        // Buffers outside the heap go only with a collection, so one is kept that grows by doubling.
        int samples = picture.rgb().length;
        if (samples > buffer.capacity()) {
            long doubled = Math.min(2L * buffer.capacity(), Integer.MAX_VALUE);
            buffer = ByteBuffer.allocateDirect((int) Math.max(samples, doubled));
        }
        PatchBatch batch = PatchBatch.ofOne(picture, buffer);
        return scorer.score(batch)[0];
    }
}
