package io.msliqa.scoring;

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

    /** Gives back what this scorer holds; doing so again does nothing. */
    @Override
    void close();
}
