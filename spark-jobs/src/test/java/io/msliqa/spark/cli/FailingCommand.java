package io.msliqa.spark.cli;

import static io.msliqa.spark.cli.CommandLineRun.msliqa;
import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.UserException;
import io.msliqa.image.FailureReason;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestModels;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.listing.Inputs;
import io.msliqa.spark.nightly.NightlyFiles;
import io.msliqa.spark.nightly.NightlyRun;
import io.msliqa.spark.notify.NightReporter;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.scoring.RunScope;
import io.msliqa.spark.scoring.ScoringRun;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.NightHistory;
import io.msliqa.spark.store.ScoreTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A command that is made to fail: what is there before it, and what must be there after it or its clean repetition.
 *
 * <p>There are five pictures that have scores and one that has none, one of each night of two.
 */
enum FailingCommand {
    /** Two waves into a table with one. */
    SCORE {
        @Override
        void prepare(String output) {
            score(pictures("1"), output, RunScope.NEW);
        }

        @Override
        void run(String output) {
            score(pictures("*"), output, RunScope.NEW);
        }
    },
    /** A wave that takes the place of two. */
    RETRY {
        @Override
        void prepare(String output) {
            score(pictures("*"), output, RunScope.NEW);
        }

        @Override
        void run(String output) {
            score(pictures("*"), output, new RunScope(Long.MAX_VALUE, EnumSet.allOf(FailureReason.class)));
        }
    },
    /** The second one. */
    NIGHT {
        @Override
        void prepare(String output) {
            night("1", output);
        }

        @Override
        void run(String output) {
            night("2", output);
        }

        @Override
        List<String> tables() {
            return List.of("scores", "history");
        }
    },
    /** The second one again. */
    NIGHT_AGAIN {
        @Override
        void prepare(String output) {
            night("1", output);
            night("2", output);
        }

        @Override
        void run(String output) {
            night("2", output);
        }

        @Override
        List<String> tables() {
            return List.of("scores", "history");
        }
    },
    /** Only reads. */
    RUNS {
        @Override
        void prepare(String output) {
            score(pictures("*"), output, RunScope.NEW);
        }

        @Override
        void run(String output) {
            CommandLineRun run = msliqa("runs", output);
            if (run.code() != 0) {
                throw new UserException(run.err());
            }
        }
    };

    private static final int GOOD = 4;
    private static final int ALL = 6;

    private static Path home;
    private static Settings settings;

    /** Makes pictures and a model there. */
    static void setUp(Path folder) throws IOException {
        home = folder;
        TestModels.untrained(1).save(folder.resolve("model"));
        settings = Settings.load(
                List.of(),
                Map.of(
                        "model.path", folder.resolve("model").toString(),
                        "scoring.mode", "single",
                        "scoring.wave-images", "3",
                        "storage.sign-every", "100ms",
                        "nightly.bootstrap.resamples", "100",
                        // By what pictures are grouped asks nothing of the storage that fails.
                        "nightly.group-by", "[folder]"));
        for (int night = 1; night <= 2; night++) {
            Path pictures = Files.createDirectories(folder.resolve("pictures/" + night));
            TestPictures.write(pictures.resolve("a.png"), 8, 8, 10L * night);
            TestPictures.write(pictures.resolve("c.png"), 8, 8, 10L * night + 1);
            Files.writeString(pictures.resolve("b.png"), "no picture");
            for (String name : List.of("a", "b", "c")) {
                Files.setLastModifiedTime(
                        pictures.resolve(name + ".png"),
                        FileTime.from(Instant.parse("2026-11-0" + night + "T12:00:00Z")));
            }
        }
    }

    /** Makes what is there before. */
    abstract void prepare(String output);

    /** Runs the command to its end, or throws. */
    abstract void run(String output);

    /** What a run costs, beside one that scores: a night reads and judges many. */
    int cost() {
        return this == NIGHT || this == NIGHT_AGAIN ? 4 : 1;
    }

    /** Where tables lie below the output. */
    List<String> tables() {
        return List.of("");
    }

    /** What must be so in the end: each picture's row once, none of the good ones lost. */
    void check(String output) {
        String table = tables().get(0).isEmpty() ? output : output + "/" + tables().get(0);
        Dataset<Row> rows = ScoreTable.existing(SharedSpark.session(), table).read();
        List<String> found = new ArrayList<>();
        int scored = 0;
        for (Row row : rows.select("image", "status").collectAsList()) {
            found.add(row.getString(0));
            scored += row.getString(1).equals("SCORED") ? 1 : 0;
        }
        assertThat(found).hasSize(ALL).doesNotHaveDuplicates();
        assertThat(scored).isEqualTo(GOOD);
        if (tables().contains("history")) {
            assertThat(NightHistory.existing(SharedSpark.session(), output + "/history")
                            .nights())
                    .extracting(NightRow::night)
                    .containsExactly("2026-11-01", "2026-11-02");
        }
    }

    private static String pictures(String night) {
        return home.resolve("pictures/" + night).toString();
    }

    private static void score(String pictures, String output, RunScope scope) {
        Inputs inputs = new Inputs(List.of(pictures), List.of(), List.of(output));
        new ScoringRun(SharedSpark.session(), settings, RunListener.NONE).run(inputs, output, scope);
    }

    private static void night(String night, String output) {
        SparkSession spark = SharedSpark.session();
        NightlyFiles files = NightlyFiles.at(output, spark.sparkContext().hadoopConfiguration());
        NightReporter reporter = new NightReporter(spark, files, settings.nightly(), said -> {});
        new NightlyRun(spark, settings, files, RunListener.NONE, reporter::write)
                .run(new NightlyRun.Request(
                        List.of(pictures("{night:d}")),
                        List.of(),
                        Optional.of("2026-11-0" + night),
                        false,
                        Optional.empty()));
        try {
            reporter.index();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
