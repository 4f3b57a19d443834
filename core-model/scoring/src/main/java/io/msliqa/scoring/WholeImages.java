package io.msliqa.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import java.nio.ByteBuffer;

/** Scores pictures as a whole, one a forward pass, each in its own shape. For one thread. */
final class WholeImages {

    private final PatchScorer scorer;
    private final long maxPixels;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

    WholeImages(PatchScorer scorer, long maxPixels) {
        this.scorer = scorer;
        this.maxPixels = maxPixels;
    }

    /** The largest picture. */
    long maxPixels() {
        return maxPixels;
    }

    /** Whether a picture of these sides is small enough. */
    boolean fits(int width, int height) {
        return (long) width * height <= maxPixels;
    }

    /** Refuses a picture that is too large to be scored whole; its header alone tells. */
    void check(int width, int height) throws ImageException {
        long pixels = (long) width * height;
        if (!fits(width, height)) {
            throw new ImageException(
                    FailureReason.TOO_LARGE,
                    "The picture is " + width + " x " + height + ", " + pixels + " pixels, more than the limit of "
                            + maxPixels + " for scoring it as a whole. Raise that limit, or score patches of it.");
        }
    }

    /** What the heads say. */
    float[] score(PixelImage picture) throws ImageException {
        check(picture.width(), picture.height());
        // Buffers outside the heap go only with a collection, so one is kept that grows by doubling.
        int samples = picture.rgb().length;
        if (samples > buffer.capacity()) {
            buffer =
                    ByteBuffer.allocateDirect((int) Math.max(samples, Math.min(2L * buffer.capacity(), 3 * maxPixels)));
        }
        PatchBatch batch = PatchBatch.ofOne(picture, buffer);
        return scorer.score(batch)[0];
    }
}
