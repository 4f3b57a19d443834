package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.spark.listing.ImageLister;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.ListingSettings;
import io.msliqa.work.Ahead;
import io.msliqa.work.StoppedException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.SparkSession;

/**
 * Lists pictures while others are being scored, so that the first wave does not wait for the last folder, and the list
 * does not have to fit into memory.
 */
final class ListingAhead implements Iterator<CorpusRow>, AutoCloseable {

    private static final int MOST_WAITING = 200_000;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();
    private final Ahead<CorpusRow> found;
    private volatile long took;
    private volatile boolean complete;

    /**
     * Begins to list, and waits for the first picture.
     *
     * @throws UserException if an input is missing or there is no picture
     */
    static ListingAhead begin(SparkSession spark, ListingSettings settings, Inputs inputs) {
        ListingAhead listing = new ListingAhead(new ImageLister(spark, settings), inputs);
        if (!listing.hasNext()) {
            throw new UserException("There is no picture in " + String.join(", ", inputs.named())
                    + "; see listing.extensions for what counts as one");
        }
        return listing;
    }

    private ListingAhead(ImageLister lister, Inputs inputs) {
        found = Ahead.begin("msliqa-list", MOST_WAITING, taker -> list(lister, inputs, taker));
    }

    private void list(ImageLister lister, Inputs inputs, Ahead.Taker<CorpusRow> taker) {
        long start = System.nanoTime();
        try {
            lister.list(
                    inputs,
                    file -> {
                        count.incrementAndGet();
                        put(file, taker);
                    },
                    again -> repeated.incrementAndGet());
        } finally {
            took = System.nanoTime() - start - waited.get();
            complete = true;
        }
    }

    private void put(CorpusRow file, Ahead.Taker<CorpusRow> taker) {
        long start = System.nanoTime();
        try {
            taker.take(file);
            waited.addAndGet(System.nanoTime() - start);
        } catch (InterruptedException e) {
            throw new StoppedException("The listing was stopped", e);
        }
    }

    /** How many times a file was found again. */
    long repeated() {
        return repeated.get();
    }

    /** How many files were found so far, each counted once. */
    long count() {
        return count.get();
    }

    /** Whether the listing is over and {@link #count} final. */
    boolean isComplete() {
        return complete;
    }

    /** How long listing took, without the time it waited for room; 0 until {@link #isComplete}. */
    double seconds() {
        return took / 1e9;
    }

    /** Waits for the next file. If the listing failed, throws its exception after all files that it found before. */
    @Override
    public boolean hasNext() {
        return found.hasNext();
    }

    @Override
    public CorpusRow next() {
        return found.next();
    }

    @Override
    public void close() {
        found.close();
    }
}
