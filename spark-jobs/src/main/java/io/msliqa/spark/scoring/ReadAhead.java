package io.msliqa.spark.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.work.Ahead;
import io.msliqa.work.Pending;
import io.msliqa.work.StoppedException;
import io.msliqa.work.Workers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * Saves waiting: fetches files while the caller works on earlier ones, several at once, so that a storage that answers
 * late is waited for once and not file by file. It holds at most a given number of bytes, and of files, that the caller
 * has not taken. Pictures of shards are read one after the other, as they lie in one stream.
 *
 * <p>The order is kept, and each file comes out once, with its bytes or the reason why not. When the time of a file
 * that hangs is over, the reading leaves it behind with its thread.
 */
final class ReadAhead implements Iterator<FetchedImage>, AutoCloseable {

    private static final int UNKNOWN_SHARE = 8;

    private final List<CorpusRow> files;
    private final ImageFetcher fetcher;
    private final Duration timeout;
    private final int capacity;
    private final Semaphore room;
    private final Semaphore places;
    private final Workers readers = Workers.oneForEach("msliqa-read");
    private final Ahead<Reading> begun;
    private int taken;
    private volatile boolean closed;

    /** What may lie between the reading and the caller: bytes, and files outside of shards. */
    record Limits(long bytes, int files) {}

    /** A file that is being read. */
    private final class Reading {

        private final CorpusRow file;
        private final long start = System.nanoTime();
        private final Pending<FetchedImage, ImageException> read;
        private FetchedImage ended;

        private Reading(CorpusRow file) {
            this.file = file;
            this.read = readers.begin(this::fetched);
        }

        private FetchedImage fetched() throws ImageException, InterruptedException {
            byte[] bytes = fetcher.fetch(file);
            return new FetchedImage(file, () -> bytes, seconds());
        }

        private double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        /** Waits for it. */
        private FetchedImage end() {
            if (ended == null) {
                ended = result();
            }
            return ended;
        }

        private FetchedImage result() {
            try {
                return read.within(timeout.minusNanos(System.nanoTime() - start));
            } catch (TimeoutException e) {
                return failed(new ImageException(
                        FailureReason.TIMEOUT,
                        "Reading took longer than scoring.image-timeout allows (" + timeout + ")."));
            } catch (StoppedException e) {
                throw e;
            } catch (ImageException | RuntimeException | Error e) {
                if (closed) {
                    throw new StoppedException("The reading was stopped before its end", e);
                }
                return failed(failure(e));
            }
        }

        private FetchedImage failed(ImageException reason) {
            return new FetchedImage(file, FetchedImage.failure(reason), seconds());
        }
    }

    ReadAhead(List<CorpusRow> files, ImageFetcher fetcher, Limits limits, Duration timeout) {
        this.files = List.copyOf(files);
        this.fetcher = fetcher;
        this.timeout = timeout;
        this.capacity = Math.toIntExact(limits.bytes());
        this.room = new Semaphore(capacity);
        this.places = new Semaphore(limits.files());
        this.begun = Ahead.begin("msliqa-read-ahead", Math.max(1, files.size()), this::readAll);
    }

    private void readAll(Ahead.Taker<Reading> taker) throws InterruptedException {
        for (CorpusRow file : files) {
            room.acquire(weight(file));
            if (isWhole(file)) {
                places.acquire();
                taker.take(new Reading(file));
            } else {
                Reading reading = new Reading(file);
                reading.end();
                taker.take(reading);
            }
        }
    }

    private static boolean isWhole(CorpusRow file) {
        return file.position() == CorpusRow.WHOLE;
    }

    /**
     * The room that a file takes. A file larger than the whole room takes all of it, and so is read alone; a file of
     * unknown length takes a part.
     */
    private int weight(CorpusRow file) {
        long bytes = file.bytes() == CorpusRow.UNKNOWN ? capacity / UNKNOWN_SHARE : file.bytes();
        return (int) Math.max(1, Math.min(capacity, bytes));
    }

    private static ImageException failure(Throwable cause) {
        if (cause instanceof ImageException reason) {
            return reason;
        }
        if (cause instanceof OutOfMemoryError) {
            return new ImageException(FailureReason.OUT_OF_MEMORY, "The file did not fit into memory.", cause);
        }
        return new ImageException(FailureReason.UNREADABLE, "Reading failed: " + cause, cause);
    }

    @Override
    public boolean hasNext() {
        return taken < files.size();
    }

    /**
     * Waits for the next file.
     *
     * @throws StoppedException if this thread is interrupted, which it then still is
     */
    @Override
    public FetchedImage next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Reading reading = begun.next();
        FetchedImage image = reading.end();
        taken++;
        room.release(weight(reading.file));
        if (isWhole(reading.file)) {
            places.release();
        }
        return image;
    }

    /** Ends the reading, wherever it is, and leaves behind files that hang. */
    @Override
    public void close() {
        closed = true;
        begun.close();
        readers.leave();
    }
}
