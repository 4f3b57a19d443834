package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.spark.listing.ImageLister;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.settings.ListingSettings;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.SparkSession;

/**
 * Lists the pictures while others are being scored, so that the first wave need not wait for the last folder, and the
 * list need not fit into memory.
 */
final class ListingAhead implements Iterator<CorpusRow>, AutoCloseable {

    private static final int MOST_WAITING = 200_000;

    private final BlockingQueue<Optional<CorpusRow>> found = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();
    private final Thread thread;
    private volatile long took;
    private volatile boolean complete;
    private volatile RuntimeException failure;
    private Optional<CorpusRow> next;

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
        thread = new Thread(() -> run(lister, inputs), "msliqa-list");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(ImageLister lister, Inputs inputs) {
        try {
            list(lister, inputs);
            put(Optional.empty());
        } catch (Stopped e) {
            // Closed early: nobody waits for the rest.
        }
    }

    private void list(ImageLister lister, Inputs inputs) {
        long start = System.nanoTime();
        try {
            lister.list(inputs, file -> {
                count.incrementAndGet();
                put(Optional.of(file));
            });
        } catch (Stopped e) {
            throw e;
        } catch (Throwable e) {
            // Whatever it is, who waits for the next file must hear of it; Spark also throws what it does not declare.
            failure = e instanceof RuntimeException known ? known : new IllegalStateException("The listing failed", e);
        }
        took = System.nanoTime() - start - waited.get();
        complete = true;
    }

    private void put(Optional<CorpusRow> file) {
        long start = System.nanoTime();
        try {
            found.put(file);
            waited.addAndGet(System.nanoTime() - start);
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    /** How many files were found so far. */
    long count() {
        return count.get();
    }

    /** Whether {@link #count} is final. */
    boolean isComplete() {
        return complete;
    }

    /** How long listing took, without the time it waited for room; 0 until {@link #isComplete}. */
    double seconds() {
        return took / 1e9;
    }

    /** Waits for the next file; throws what the listing threw once all that it found before has been taken. */
    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = found.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Stopped while waiting for the listing", e);
            }
        }
        if (next.isEmpty() && failure != null) {
            throw failure;
        }
        return next.isPresent();
    }

    @Override
    public CorpusRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        CorpusRow file = next.orElseThrow();
        next = null;
        return file;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped(InterruptedException cause) {
            super(cause);
        }
    }
}
