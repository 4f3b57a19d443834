package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.spark.listing.ShardReader;
import io.msliqa.spark.listing.ShardRules;
import io.msliqa.spark.rows.CorpusRow;
import io.msliqa.work.StoppedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadAheadTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private static ReadAhead reading(List<Path> files, long ahead, Duration timeout) throws IOException {
        List<CorpusRow> rows = new ArrayList<>();
        for (Path file : files) {
            rows.add(CorpusRow.of(TroubledFiles.image(file), Files.size(file), Instant.ofEpochSecond(1), ""));
        }
        Configuration hadoop = TroubledFiles.configuration();
        ShardReader shards = new ShardReader(hadoop, new ShardRules(Set.of(), ""));
        return new ReadAhead(
                rows, new ImageFetcher(hadoop, shards, 1 << 20, 1), new ReadAhead.Limits(ahead, 3), timeout);
    }

    private List<Path> files(int... lengths) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int length : lengths) {
            files.add(Files.write(folder.resolve(files.size() + ".jpg"), new byte[length]));
        }
        return files;
    }

    private static void hang() throws InterruptedIOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private static FailureReason reason(FetchedImage image) {
        try {
            image.bytes();
        } catch (ImageException e) {
            return e.reason();
        }
        throw new AssertionError("it was read");
    }

    @Test
    void everyFileComesOutOnceAndInOrder() throws Exception {
        List<Path> files = files(3, 1, 2);
        try (ReadAhead ahead = reading(files, 100, LONG)) {
            for (Path file : files) {
                FetchedImage image = ahead.next();
                assertThat(image.file().image()).isEqualTo(TroubledFiles.image(file));
                assertThat(image.bytes()).hasSize((int) Files.size(file));
            }
            assertThat(ahead.hasNext()).isFalse();
            assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void aFileThatHangsIsLeftBehindAndTheNextOneComes() throws Exception {
        List<Path> files = files(3, 4);
        TroubledFiles.trouble(files.get(0), attempt -> hang());
        try (ReadAhead ahead = reading(files, 100, Duration.ofSeconds(2))) {
            assertThat(reason(ahead.next())).isEqualTo(FailureReason.TIMEOUT);
            assertThat(ahead.next().bytes()).hasSize(4);
        }
    }

    @Test
    void anErrorInReadingIsThatFilesAndNoWaitForEver() throws Exception {
        List<Path> files = files(1, 2, 3);
        TroubledFiles.trouble(files.get(0), attempt -> {
            throw new OutOfMemoryError("no room");
        });
        TroubledFiles.trouble(files.get(1), attempt -> {
            throw new NoClassDefFoundError("no such codec");
        });
        try (ReadAhead ahead = reading(files, 100, LONG)) {
            assertThat(reason(ahead.next())).isEqualTo(FailureReason.OUT_OF_MEMORY);
            assertThat(reason(ahead.next())).isEqualTo(FailureReason.UNREADABLE);
            assertThat(ahead.next().bytes()).hasSize(3);
        }
    }

    @Test
    void noMoreIsReadAheadThanThereIsRoomFor() throws Exception {
        List<Path> files = files(10, 10, 10, 500, 10);
        try (ReadAhead ahead = reading(files, 20, LONG)) {
            for (int i = 0; i < files.size(); i++) {
                Thread.sleep(50);
                int held = 0;
                for (int j = i; j < files.size(); j++) {
                    held += TroubledFiles.opened(files.get(j)) * (int) Math.min(20, Files.size(files.get(j)));
                }
                assertThat(held).isLessThanOrEqualTo(20);
                ahead.next();
            }
        }
    }

    /** Each file waits until two others are being read: one after the other they would wait for ever. */
    @Test
    void filesAreReadSeveralAtATimeButNoMoreThanAllowed() throws Exception {
        List<Path> files = files(1, 2, 3, 4, 5, 6);
        CyclicBarrier three = new CyclicBarrier(3);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (Path file : files) {
            TroubledFiles.trouble(file, attempt -> {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                try {
                    three.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IOException(e);
                }
                underWay.decrementAndGet();
            });
        }
        try (ReadAhead ahead = reading(files, 1000, LONG)) {
            for (Path file : files) {
                assertThat(ahead.next().bytes()).hasSize((int) Files.size(file));
            }
        }
        assertThat(most).hasValue(3);
    }

    @Test
    void afterTheEndNobodyWaits() throws Exception {
        List<Path> files = files(1);
        TroubledFiles.trouble(files.get(0), attempt -> hang());
        ReadAhead ahead = reading(files, 100, LONG);

        ahead.close();

        assertThatThrownBy(ahead::next).isInstanceOf(StoppedException.class);
    }

    @Test
    void whoIsInterruptedWhileWaitingStaysInterrupted() throws Exception {
        List<Path> files = files(1);
        TroubledFiles.trouble(files.get(0), attempt -> hang());
        try (ReadAhead ahead = reading(files, 100, LONG)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(ahead::next).isInstanceOf(StoppedException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
