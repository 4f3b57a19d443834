package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.foreign.TinyNetwork;
import io.msliqa.image.FailureReason;
import io.msliqa.protocol.Protocols;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.rows.ScoreColumns;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the driver knows what is done, or the executors do, runs do the same. */
class DriverRoomSparkTest {

    private static final RunScope FIVE = new RunScope(5, EnumSet.noneOf(FailureReason.class));
    private static final RunScope AGAIN = new RunScope(Long.MAX_VALUE, EnumSet.allOf(FailureReason.class));

    /** Everything is on the executors, which are asked about two pictures, then four, and so on. */
    private static final DriverRoom NONE = new DriverRoom(0, 2, 1000);

    /** Each failure is forgotten and scored again by itself. */
    private static final DriverRoom ONE_AGAIN = new DriverRoom(0, 2, 1);

    @TempDir
    private Path folder;

    private Path pictures;
    private List<String> models;

    @BeforeEach
    void draw() throws IOException {
        pictures = Files.createDirectory(folder.resolve("pictures"));
        for (int i = 0; i < 9; i++) {
            TestPictures.write(pictures.resolve(i + ".png"), 64 + i % 2, 48, i);
        }
        Files.writeString(pictures.resolve("broken.png"), "no picture");
        Files.createFile(pictures.resolve("empty.png"));
        Files.createSymbolicLink(pictures.resolve("late.png"), folder.resolve("late.png"));
        Files.createSymbolicLink(pictures.resolve("late.tar"), folder.resolve("late.tar"));
        models = List.of(
                TinyNetwork.brightness()
                        .write(folder.resolve("brightness"), Protocols.with("name = brightness"))
                        .toString(),
                TinyNetwork.onlyFor(64, 48)
                        .write(folder.resolve("only"), Protocols.with("name = only"))
                        .toString());
    }

    private void arrive() throws IOException {
        TestPictures.write(folder.resolve("late.png"), 64, 48, 100);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(Files.newOutputStream(folder.resolve("late.tar")))) {
            tar.putArchiveEntry(new TarArchiveEntry(folder.resolve("late.png"), "a/in-tar.png"));
            Files.copy(folder.resolve("late.png"), tar);
            tar.closeArchiveEntry();
        }
    }

    /** What a run counts for each model. */
    private List<String> run(String table, DriverRoom room, RunScope scope) {
        Settings settings = Settings.load(
                List.of(),
                Map.of(
                        "model.path", models.get(0),
                        "model.more", "[\"" + models.get(1) + "\"]",
                        "scoring.mode", "single",
                        "scoring.wave-images", "3",
                        "scoring.max-failure-rate", "1"));
        // A folder in another one: each picture is found twice.
        Inputs inputs = new Inputs(
                List.of(
                        folder.resolve("pictures").toString(),
                        pictures.resolve("1.png").toString()),
                List.of(),
                List.of());
        RunRecord record = new ScoringRun(SharedSpark.session(), settings, RunListener.NONE, room)
                .run(inputs, folder.resolve(table).toString(), scope);
        // How far the listing is when a run has enough is a matter of time.
        String repeated = scope.limit() < Long.MAX_VALUE ? "" : ", " + record.repeated() + " repeated";
        return record.ofEachModel().stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%d found = %d scored + %s + %d skipped (%d still failed)%s",
                        each.discovered(),
                        each.scored(),
                        each.failures(),
                        each.skipped(),
                        each.stillFailed(),
                        repeated))
                .toList();
    }

    /** All rows, and in which wave they are. */
    private List<String> rows(String table, String... more) {
        List<String> rows = new ArrayList<>();
        for (Row row : ScoreTable.existing(
                        SharedSpark.session(), folder.resolve(table).toString())
                .read()
                .select(ScoreColumns.IMAGE, concat(more))
                .collectAsList()) {
            rows.add(row.toString());
        }
        rows.sort(null);
        return rows;
    }

    private static String[] concat(String... more) {
        List<String> columns = new ArrayList<>(
                List.of(ScoreColumns.BYTES, ScoreColumns.MODEL_ID, ScoreColumns.SCORE, ScoreColumns.REASON));
        columns.addAll(List.of(more));
        return columns.toArray(String[]::new);
    }

    private void assertAllDoTheSame(RunScope scope, String... expected) {
        assertThat(run("usual", DriverRoom.USUAL, scope)).containsExactly(expected);
        assertThat(run("none", NONE, scope)).containsExactly(expected);
        assertThat(run("one", ONE_AGAIN, scope)).containsExactly(expected);
        assertThat(rows("none", ScoreTable.WAVE)).isEqualTo(rows("usual", ScoreTable.WAVE));
        assertThat(rows("one")).isEqualTo(rows("usual"));
    }

    @Test
    void limitsChangesAndRetriesAreTheSame() throws IOException {
        assertAllDoTheSame(
                FIVE,
                "5 found = 5 scored + {} + 0 skipped (0 still failed)",
                "5 found = 3 scored + {NETWORK=2} + 0 skipped (0 still failed)");

        TestPictures.write(pictures.resolve("0.png"), 66, 48, 200);
        assertAllDoTheSame(
                RunScope.NEW,
                "13 found = 5 scored + {EMPTY=1, MISSING=2, UNSUPPORTED_FORMAT=1} + 4 skipped (0 still failed), 1 repeated",
                "13 found = 2 scored + {EMPTY=1, MISSING=2, NETWORK=3, UNSUPPORTED_FORMAT=1} + 4 skipped (2 still failed),"
                        + " 1 repeated");

        assertAllDoTheSame(
                RunScope.NEW,
                "13 found = 0 scored + {} + 13 skipped (4 still failed), 1 repeated",
                "13 found = 0 scored + {} + 13 skipped (9 still failed), 1 repeated");

        arrive();
        assertAllDoTheSame(
                AGAIN,
                "13 found = 2 scored + {EMPTY=1, UNSUPPORTED_FORMAT=1} + 9 skipped (0 still failed), 1 repeated",
                "13 found = 2 scored + {EMPTY=1, NETWORK=5, UNSUPPORTED_FORMAT=1} + 4 skipped (0 still failed), 1 repeated");
        // The shard that could not be listed is forgotten; the first picture is there as it was, too.
        assertThat(rows("one")).hasSize(2 * 13 + 2);
    }
}
