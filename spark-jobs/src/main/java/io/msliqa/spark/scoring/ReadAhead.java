package io.msliqa.spark.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.spark.scoring.FetchedImage.Content;
import io.msliqa.work.Ahead;
import io.msliqa.work.StoppedException;
import io.msliqa.work.Workers;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/**
 * Saves waiting: fetches files one after the other while the caller works on earlier ones. It holds at most a given
 * number of bytes of files that the caller has not taken.
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
    private final Workers readers = Workers.oneForEach("msliqa-read");
    private final Ahead<FetchedImage> read;
    private int taken;

    ReadAhead(List<CorpusRow> files, ImageFetcher fetcher, long aheadBytes, Duration timeout) {
        this.files = List.copyOf(files);
        this.fetcher = fetcher;
        this.timeout = timeout;
        this.capacity = Math.toIntExact(aheadBytes);
        this.room = new Semaphore(capacity);
        this.read = Ahead.begin("msliqa-read-ahead", Math.max(1, files.size()), this::readAll);
    }

    private void readAll(Ahead.Taker<FetchedImage> taker) throws InterruptedException {
        for (CorpusRow file : files) {
            room.acquire(weight(file));
            taker.take(fetch(file));
        }
    }

    /**
     * The room that a file takes. A file larger than the whole room takes all of it, and so is read alone; a file of
     * unknown length takes a part.
     */
    private int weight(CorpusRow file) {
        long bytes = file.bytes() == CorpusRow.UNKNOWN ? capacity / UNKNOWN_SHARE : file.bytes();
        return (int) Math.max(1, Math.min(capacity, bytes));
    }

    private FetchedImage fetch(CorpusRow file) {
        long start = System.nanoTime();
        Content content = content(file);
        return new FetchedImage(file, content, (System.nanoTime() - start) / 1e9);
    }

    private Content content(CorpusRow file) {
        try {
            byte[] bytes = readers.begin(() -> fetcher.fetch(file)).within(timeout);
            return () -> bytes;
        } catch (TimeoutException e) {
            return FetchedImage.failure(new ImageException(
                    FailureReason.TIMEOUT, "Reading took longer than scoring.image-timeout allows (" + timeout + ")."));
        } catch (StoppedException e) {
            throw e;
        } catch (ImageException | RuntimeException | Error e) {
            return FetchedImage.failure(failure(e));
        }
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
        FetchedImage image = read.next();
        taken++;
        room.release(weight(image.file()));
        return image;
    }

    /** Ends the reading, wherever it is, and leaves behind files that hang. */
    @Override
    public void close() {
        read.close();
        readers.leave();
    }
}
