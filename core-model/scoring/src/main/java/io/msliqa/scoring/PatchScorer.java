package io.msliqa.scoring;

/**
 * The network as the rest of the pipeline sees it: a batch of pictures in, a score of each head for each out.
 *
 * <p>A row's scores depend on that row and the shape of the batch alone, not on the other rows nor on its place. For one
 * thread; each has its own.
 */
public interface PatchScorer extends AutoCloseable {

    /** How many heads the network has. */
    int heads();

    /**
     * Scores the pictures of a batch.
     *
     * @return {@code [batch.count()][heads()]}, as the network puts them out, before any scale is applied
     */
    float[][] score(PatchBatch batch);

    /** Gives back what this scorer holds; doing so again does nothing. */
    @Override
    void close();
}
