package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.spark.listing.ShardReader;
import io.msliqa.spark.listing.ShardRules;
import io.msliqa.spark.rows.CorpusRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageFetcherTest {

    private static final int ATTEMPTS = 3;
    private static final int MOST = 100;

    @TempDir
    private Path folder;

    private static byte[] fetch(CorpusRow file) throws ImageException, InterruptedException {
        Configuration hadoop = TroubledFiles.configuration();
        try (ShardReader shards = new ShardReader(hadoop, new ShardRules(Set.of(), ""))) {
            return new ImageFetcher(hadoop, shards, MOST, ATTEMPTS).fetch(file);
        }
    }

    private Path file(int bytes) throws IOException {
        return Files.write(folder.resolve("a.jpg"), new byte[bytes]);
    }

    private static CorpusRow row(Path file, long bytes) {
        return CorpusRow.of(TroubledFiles.image(file), bytes, Instant.ofEpochSecond(1), "");
    }

    private static void assertFails(CorpusRow file, FailureReason reason) {
        assertThatThrownBy(() -> fetch(file))
                .isInstanceOfSatisfying(ImageException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(reason));
    }

    @Test
    void aStorageThatFailsForAWhileIsAskedAgain() throws Exception {
        Path file = file(7);
        TroubledFiles.trouble(file, attempt -> {
            if (attempt < ATTEMPTS) {
                throw new IOException("503 Slow Down");
            }
        });

        assertThat(fetch(row(file, 7))).hasSize(7);
        assertThat(TroubledFiles.opened(file)).isEqualTo(ATTEMPTS);
    }

    @Test
    void aStorageThatGoesOnFailingIsAskedNoMoreThanItMayBe() throws Exception {
        Path file = file(7);
        TroubledFiles.trouble(file, attempt -> {
            throw new IOException("503 Slow Down");
        });

        assertFails(row(file, 7), FailureReason.UNREADABLE);
        assertThat(TroubledFiles.opened(file)).isEqualTo(ATTEMPTS);
    }

    @Test
    void whatWillNotChangeIsNotAskedAgain() throws Exception {
        Path gone = folder.resolve("gone.jpg");
        TroubledFiles.trouble(gone, attempt -> {
            throw new FileNotFoundException("gone");
        });
        assertFails(row(gone, 7), FailureReason.MISSING);
        assertThat(TroubledFiles.opened(gone)).isEqualTo(1);

        Path secret = folder.resolve("secret.jpg");
        TroubledFiles.trouble(secret, attempt -> {
            throw new AccessControlException("403");
        });
        assertFails(row(secret, 7), FailureReason.UNREADABLE);
        assertThat(TroubledFiles.opened(secret)).isEqualTo(1);
    }

    @Test
    void whatTheListingSaidIsNotReadToBeSaidAgain() throws Exception {
        Path file = file(7);

        assertFails(row(file, 0), FailureReason.EMPTY);
        assertFails(row(file, MOST + 1), FailureReason.TOO_LARGE);
        assertFails(
                CorpusRow.unlisted(TroubledFiles.image(file), FailureReason.MISSING, "There is none."),
                FailureReason.MISSING);
        assertThat(TroubledFiles.opened(file)).isZero();
    }

    @Test
    void aFileThatHasGrownOrShrunkSinceItWasListedIsJudgedAsItIs() throws Exception {
        assertFails(row(file(MOST + 1), 7), FailureReason.TOO_LARGE);
        assertFails(row(file(0), 7), FailureReason.EMPTY);
        assertThat(fetch(row(file(MOST), 7))).hasSize(MOST);
    }

    @Test
    void whoIsStoppedBetweenTwoAttemptsStops() throws Exception {
        Path file = file(7);
        TroubledFiles.trouble(file, attempt -> {
            Thread.currentThread().interrupt();
            throw new IOException("503 Slow Down");
        });

        assertThatThrownBy(() -> fetch(row(file, 7))).isInstanceOf(InterruptedException.class);
        assertThat(TroubledFiles.opened(file)).isEqualTo(1);
    }
}
