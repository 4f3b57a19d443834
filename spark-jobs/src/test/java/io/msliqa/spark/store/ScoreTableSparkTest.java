package io.msliqa.spark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.listing.FingerprintSet;
import io.msliqa.spark.listing.FingerprintSet.Fingerprint;
import io.msliqa.spark.listing.KnownFingerprints;
import io.msliqa.spark.listing.SpreadFingerprints;
import io.msliqa.spark.settings.StorageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waves appear as a whole, once, whoever dies or writes beside. */
class ScoreTableSparkTest {

    private static final StorageSettings QUICK = new StorageSettings(Duration.ofMillis(100));

    /** Of a run that is to look dead, whose thread lives on in this process. */
    private static final StorageSettings SILENT = new StorageSettings(Duration.ofHours(1));

    @TempDir
    Path folder;

    private SparkSession spark;
    private ScoreTable table;

    @BeforeEach
    void create() {
        spark = SharedSpark.session();
        table = ScoreTable.create(spark, folder.toString());
    }

    private List<String> images() {
        return table.read()
                .select("image")
                .orderBy("image")
                .as(Encoders.STRING())
                .collectAsList();
    }

    /** A run that was killed: its folder is as it left it, and nobody is there any more. */
    private void killed(String run) throws IOException {
        Files.write(
                folder.resolve("_staging").resolve(run).resolve("owner.json"),
                Json.write(new Owner("elsewhere", "elsewhere", 1, 0)));
    }

    @Test
    void whatIsWrittenIsReadAndDone() {
        try (TableWriter writer = table.writer("one", QUICK)) {
            writer.write(ScoreRows.of("a", "b"), 2);
            writer.write(ScoreRows.of("c"), 1);
        }
        FailedRows none = new FailedRows(ScoreRows.MODEL, ScoreRows.PREPROCESSING, Set.of());
        List<Fingerprint> asked = Stream.of("d", "c", "e", "a")
                .map(ScoreRows::file)
                .map(Fingerprint::of)
                .toList();

        assertThat(images()).containsExactly("a", "b", "c");
        try (KnownFingerprints few = table.done(none, 3);
                KnownFingerprints many = table.done(none, 2)) {
            assertThat(few).isInstanceOf(FingerprintSet.class);
            assertThat(few.known(asked)).isEqualTo(BitSet.valueOf(new long[] {0b1010}));
            assertThat(many).isInstanceOf(SpreadFingerprints.class);
            assertThat(many.known(asked)).isEqualTo(few.known(asked));
        }
        assertThat(table.done(new FailedRows("another", ScoreRows.PREPROCESSING, Set.of()), 0)
                        .isEmpty())
                .isTrue();
        assertThat(folder.resolve("_staging")).isEmptyDirectory();
    }

    @Test
    void twoStagedWavesArePublishedInTheirOrderOnly() {
        try (TableWriter writer = table.writer("one", QUICK)) {
            Commit first = writer.stage(ScoreRows.of("a"), 1);
            Commit second = writer.stage(ScoreRows.of("b"), 1);

            assertThatThrownBy(() -> writer.publish(second)).hasMessageContaining("after wave 1");
            assertThat(images()).isEmpty();
            writer.publish(first);
            assertThat(images()).containsExactly("a");
            writer.publish(second);
            assertThat(writer.write(ScoreRows.of("c"), 1).wave()).isEqualTo(3);
        }
        assertThat(images()).containsExactly("a", "b", "c");
    }

    @Test
    void ofTwoStagedWavesTheNextRunFinishesTheClaimedOneAndSweepsTheOther() throws IOException {
        TableWriter dies = table.writer("dies", SILENT);
        Commit first = dies.stage(ScoreRows.of("a"), 1);
        dies.stage(ScoreRows.of("b"), 1);
        dies.claim(first);
        killed("dies");

        try (TableWriter writer = table.writer("next", QUICK)) {
            assertThat(images()).containsExactly("a");
            assertThat(folder.resolve("_staging/dies")).doesNotExist();
            assertThat(writer.write(ScoreRows.of("b"), 1).wave()).isEqualTo(2);
        }
        assertThat(images()).containsExactly("a", "b");
    }

    @Test
    void aWaveThatWasStagedButNotClaimedNeverWas() throws IOException {
        TableWriter dies = table.writer("dies", SILENT);
        dies.stage(List.of(), ScoreRows.of("a"), 1);
        killed("dies");

        try (TableWriter writer = table.writer("next", QUICK)) {
            assertThat(images()).isEmpty();
            assertThat(folder.resolve("_staging/dies")).doesNotExist();
            assertThat(writer.write(ScoreRows.of("a"), 1).wave()).isEqualTo(1);
        }
        assertThat(images()).containsExactly("a");
    }

    @Test
    void aWaveThatWasClaimedIsPublishedByTheNextRun() throws IOException {
        TableWriter dies = table.writer("dies", SILENT);
        dies.claim(dies.stage(List.of(), ScoreRows.of("a"), 1));
        killed("dies");
        assertThat(images()).isEmpty();

        try (TableWriter writer = table.writer("next", QUICK)) {
            assertThat(images()).containsExactly("a");
            assertThat(writer.write(ScoreRows.of("b"), 1).wave()).isEqualTo(2);
        }
        assertThat(images()).containsExactly("a", "b");
    }

    @Test
    void aReplacementThatWasClaimedIsFinishedByTheNextRun() throws IOException {
        TableWriter dies = table.writer("dies", SILENT);
        dies.write(ScoreRows.of("a", "b"), 2);
        dies.write(ScoreRows.of("c"), 1);
        dies.claim(dies.stage(List.of(1, 2), ScoreRows.of("b", "c"), 2));
        killed("dies");

        table.writer("next", QUICK).close();

        assertThat(images()).containsExactly("b", "c");
        assertThat(folder.resolve("wave=000001")).doesNotExist();
    }

    @Test
    void aSecondRunOfThisMachineIsRefusedAndTouchesNothing() {
        try (TableWriter first = table.writer("first", QUICK)) {
            assertThatThrownBy(() -> table.writer("second", QUICK))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("Another run (first, process")
                    .hasMessageContaining("Wait until it has finished");
            first.write(ScoreRows.of("a"), 1);
        }
        assertThat(images()).containsExactly("a");
    }

    @Test
    void aRunOfAnotherMachineThatGivesSignsIsRefusedAndOneThatDoesNotIsSweptAway() throws IOException {
        Path staged = Files.createDirectories(folder.resolve("_staging/far"));
        Path owner = Files.write(staged.resolve("owner.json"), Json.write(new Owner("far", "far", 1, 0)));
        try (Beats beats = new Beats(owner)) {
            assertThatThrownBy(() -> table.writer("second", QUICK))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("Another run (far, process 1 on far)");
        }
        assertThat(staged).exists();

        table.writer("third", QUICK).close();

        assertThat(staged).doesNotExist();
    }

    /** The other machine's clock, here an hour slow, does not matter. */
    private record Beats(Thread thread) implements AutoCloseable {

        Beats(Path owner) {
            this(new Thread(() -> beat(owner)));
            thread.start();
        }

        private static void beat(Path owner) {
            try {
                for (Instant time = Instant.now().minusSeconds(3600); ; time = time.plusSeconds(1)) {
                    Files.setLastModifiedTime(owner, FileTime.from(time));
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    @Test
    void ofTwoThatBeganAtOnceTheOneThatClaimsLaterStops() throws IOException {
        try (TableWriter loser = table.writer("loser", QUICK)) {
            Files.write(
                    folder.resolve("_commits/000001.json"),
                    Json.write(new Commit(1, "winner", 1, 1, new TreeMap<>(), List.of(), "now", new TreeMap<>())));

            assertThatThrownBy(() -> loser.write(ScoreRows.of("a"), 1))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("Another run has written")
                    .hasMessageContaining("Nothing is lost");
        }
        assertThat(images()).isEmpty();
    }

    @Test
    void aClaimWhoseFirstAnswerWasLostIsItsOwn() throws IOException {
        try (TableWriter writer = table.writer("one", QUICK)) {
            Commit commit = writer.stage(List.of(), ScoreRows.of("a"), 1);
            writer.claim(commit);
            writer.claim(commit);
        }
    }

    @Test
    void aClaimWithoutContentCountsForNobody() throws IOException {
        TableWriter dies = table.writer("dies", SILENT);
        dies.stage(List.of(), ScoreRows.of("a"), 1);
        Files.createFile(folder.resolve("_commits/000001.json"));
        killed("dies");

        try (TableWriter writer = table.writer("next", QUICK)) {
            assertThat(writer.write(ScoreRows.of("a"), 1).wave()).isEqualTo(2);
        }
        assertThat(images()).containsExactly("a");
    }

    @Test
    void tooFewRowsAreABugAndNothingIsPublished() {
        try (TableWriter writer = table.writer("one", QUICK)) {
            assertThatThrownBy(() -> writer.write(ScoreRows.of("a"), 2)).hasMessageContaining("Of 2 rows");
        }
        assertThat(images()).isEmpty();
    }

    @Test
    void ownersAreTheProcessThatTheyAre() {
        Owner self = Owner.self();

        assertThat(self.isHere()).isTrue();
        assertThat(self.lives()).isTrue();
        assertThat(new Owner(self.host(), "another container", self.pid(), self.started()).isHere())
                .isFalse();
        assertThat(new Owner(self.host(), self.place(), self.pid(), self.started() + 1).lives())
                .isFalse();
        assertThat(Optional.of(self)).contains(Owner.self());
    }
}
