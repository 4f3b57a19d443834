package io.msliqa.spark.scoring;

import io.msliqa.spark.listing.ImageLister;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.table.CorpusRow;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lists the pictures while others are being scored, so that the first wave need not wait for the last folder, and the
 * list need not fit into memory.
 */
final class ListingAhead implements Iterator<CorpusRow>, AutoCloseable {

    private static final int MOST_WAITING = 200_000;

    private final BlockingQueue<Optional<CorpusRow>> found = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong count = new AtomicLong();
    private final Thread thread;
    private volatile boolean complete;
    private volatile RuntimeException failure;
    private Optional<CorpusRow> next;

    ListingAhead(ImageLister lister, Inputs inputs) {
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
        try {
            lister.list(inputs, file -> {
                count.incrementAndGet();
                put(Optional.of(file));
            });
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            failure = e;
        }
        complete = true;
    }

    private void put(Optional<CorpusRow> file) {
        try {
            found.put(file);
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
