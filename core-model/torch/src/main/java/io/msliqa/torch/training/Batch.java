package io.msliqa.torch.training;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The pictures of one step, seen at every zoom level, and their labels.
 *
 * @param views a view a level, all of the same pictures in the same order
 * @param qualities a label a picture, 0 (worst of its source's scale) to 1 (best)
 * @param rows how many pictures come from each source, which lie together in the sources' order
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares batches.
record Batch(List<View> views, float[] qualities, List<Integer> rows) {

    /**
     * @param pixels (pictures, height, width, 3), unsigned, in a direct buffer
     * @param width of each picture
     * @param height of each picture
     */
    record View(ByteBuffer pixels, int width, int height) {}
}
