package io.msliqa.scoring;

import java.util.List;

/**
 * The network as the rest of the pipeline sees it: a batch of pictures in, what the heads say of each out.
 *
 * <p>A row's scores depend on that row and the shape of the batch alone, not on the other rows nor on its place. For one
 * thread; each has its own.
 */
public interface PatchScorer extends AutoCloseable {

    /** How many numbers the network puts out for a picture: those of the first head, then those of the next. */
    int columns();

    /**
     * Scores the pictures of a batch.
     *
     * @return {@code [batch.count()][columns()]}, as the network puts them out, before any scale is applied
     */
    float[][] score(PatchBatch batch);

    /** Whether it is better asked to cut patches itself, {@link #score(List, int)}: pictures are smaller than their patches. */
    default boolean cuts() {
        return false;
    }

    /**
     * Cuts patches of one size and scores them, with the bits that a batch of them has.
     *
     * @param rows of the batch, at least as many as there are patches
     * @return as {@link #score(PatchBatch)}, a row for each patch
     */
    default float[][] score(List<Cut> patches, int rows) {
        return score(Cut.batch(patches, rows));
    }

    /** Gives back what this scorer holds; doing so again does nothing. */
    @Override
    void close();
}
