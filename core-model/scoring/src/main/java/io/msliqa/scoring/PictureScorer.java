package io.msliqa.scoring;

import java.util.Iterator;

/**
 * Pictures to scores, one for one and in order. Whatever is wrong with a picture becomes its {@link ImageResult.Failed}. For
 * one thread.
 */
public interface PictureScorer extends AutoCloseable {

    /**
     * Scores a stream of pictures, lazily: one result for each input, in the order of the inputs.
     *
     * <p>It may read ahead. What {@code inputs} throws passes through. Use one stream of a scorer to its end before the
     * next.
     */
    Iterator<ImageResult> score(Iterator<ImageInput> inputs);

    /** Where the time went since this scorer was opened. */
    StageTimes times();

    /** Frees native memory. */
    @Override
    void close();
}
