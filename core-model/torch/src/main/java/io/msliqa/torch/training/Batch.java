package io.msliqa.torch.training;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the pictures of one step and their labels, in one part for each zoom level.
 *
 * @param parts in the levels' order
 */
record Batch(List<Part> parts) {

    /** Makes a batch of the same pictures at every level, without causes. */
    static Batch shared(List<View> views, float[] qualities, List<Integer> rows) {
        int[] causes = new int[qualities.length];
        Arrays.fill(causes, -1);
        return new Batch(views.stream()
                .map(view -> new Part(view, qualities, causes, rows))
                .toList());
    }

    /**
     * What one level sees.
     *
     * @param view of all the pictures
     * @param qualities a label a picture, 0 (worst of its source's scale) to 1 (best)
     * @param causes what is wrong with each picture, by the place among the outputs' causes; -1 where that is not known
     * @param rows how many pictures come from each source, which lie together in the sources' order
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares batches.
    record Part(View view, float[] qualities, int[] causes, List<Integer> rows) {

        /** The row at which the pictures of a source begin. */
        int from(int source) {
            return rows.subList(0, source).stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * @param pixels (pictures, height, width, 3), unsigned, in a direct buffer
     * @param width of each picture
     * @param height of each picture
     */
    record View(ByteBuffer pixels, int width, int height) {}
}
