package io.msliqa.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.work.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WritersTest {

    private static final Duration SIGN_EVERY = Duration.ofMillis(200);

    @TempDir
    private java.nio.file.Path folder;

    private TableFiles files() throws IOException {
        return new TableFiles(FileSystem.getLocal(new Configuration()).getRaw());
    }

    private TableLayout layout() {
        return new TableLayout(new Path(folder.toUri()));
    }

    private Writers writers() throws IOException {
        return new Writers(files(), layout(), "score table", SIGN_EVERY);
    }

    private java.nio.file.Path leave(String run, Object owner) throws IOException {
        files().write(layout().owner(run), owner);
        return java.nio.file.Path.of(layout().owner(run).toUri().getPath());
    }

    private static Owner here(Process process) {
        return new Owner(
                "here",
                Owner.self().place(),
                process.pid(),
                process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    private static Owner elsewhere() {
        return new Owner("elsewhere", "another machine", 1, 1);
    }

    @Test
    void whereNothingWasLeftBehindNobodyIsDead() throws IOException {
        assertThat(writers().requireAllDead()).isEmpty();
    }

    @Test
    void aProcessOfThisMachineIsKnownToLiveOrNot() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            leave("living", here(process));
            assertThatThrownBy(() -> writers().requireAllDead())
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("Another run (living, process " + process.pid() + " on here)");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(writers().requireAllDead()).containsExactly("living");
    }

    @Test
    void aNumberThatWasGivenToAnotherProcessIsNotTheOldOne() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            Owner owner = here(process);
            leave("old", new Owner(owner.host(), owner.place(), owner.pid(), owner.started() - 1000));

            assertThat(writers().requireAllDead()).containsExactly("old");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void anotherMachinesRunIsDeadWhenItGivesNoSignForAWhile() throws IOException {
        leave("silent", elsewhere());
        long start = System.nanoTime();

        assertThat(writers().requireAllDead()).containsExactly("silent");
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(SIGN_EVERY.multipliedBy(3).toNanos());
    }

    @Test
    void anotherMachinesRunLivesWhenItGivesASign() throws IOException {
        java.nio.file.Path sign = leave("living", elsewhere());
        try (Workers other = Workers.of("other machine", 1)) {
            other.begin(() -> {
                for (int i = 1; i <= 100; i++) {
                    Thread.sleep(SIGN_EVERY.toMillis());
                    Files.setLastModifiedTime(sign, FileTime.from(Instant.ofEpochSecond(i)));
                }
                return null;
            });

            assertThatThrownBy(() -> writers().requireAllDead())
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("on elsewhere) is writing to the score table");
        }
    }

    @Test
    void aRunWhoseOwnerCannotBeReadIsWatchedToo() throws IOException {
        java.nio.file.Path sign = leave("broken", elsewhere());
        Files.writeString(sign, "{");

        assertThat(writers().requireAllDead()).containsExactly("broken");
    }

    @Test
    void aStopWhileWatchingStops() throws IOException {
        leave("silent", elsewhere());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> writers().requireAllDead()).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
