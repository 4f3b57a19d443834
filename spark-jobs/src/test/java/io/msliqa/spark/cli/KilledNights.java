package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestPictures;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.store.NightHistory;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real runs of {@code submit/msliqa nightly} with SIGKILL, again and again, some amid writing, and looks at the history in
 * the end. Takes minutes: not one of the tests, but {@code make kill-test}.
 */
class KilledNights {

    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final int PICTURES = 9;

    /** Nights as small as these are kept and not judged. */
    private static final int NOT_JUDGED = ExitCode.WARNINGS.number();

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("seed", 1));

    /** When a run is killed: as soon as there is more below a folder. */
    private enum Moment {
        SOME_TIME(""),
        SCORING("scores/_staging"),
        SCORED("scores/_commits"),
        REPORTING("reports"),
        STAGING_THE_NIGHT("history/_staging"),
        CLAIMING_THE_NIGHT("history/_commits"),
        PUBLISHING_THE_NIGHT("history");

        private final String place;

        Moment(String place) {
            this.place = place;
        }

        /** Signs that it has come. */
        long signs(Path output) {
            Path below = output.resolve(place);
            if (!Files.isDirectory(below)) {
                return 0;
            }
            try (Stream<Path> files = Files.walk(below, this == PUBLISHING_THE_NIGHT ? 1 : 6)) {
                return files.count();
            } catch (IOException | UncheckedIOException e) {
                // Something was moved away meanwhile.
                return 0;
            }
        }
    }

    @Test
    void theHistoryIsRightInTheEnd() throws Exception {
        arrive(1);
        assertThat(start(1).waitFor()).isEqualTo(NOT_JUDGED);
        int night = 2;
        arrive(night);
        for (int kill = 0; kill < KILLS; kill++) {
            Moment moment = Moment.values()[kill % Moment.values().length];
            Process process = start(night);
            await(moment, process);
            boolean killed = process.isAlive();
            process.destroyForcibly().waitFor();
            System.out.printf(
                    Locale.ROOT,
                    "kill %d of %d, %s: %s%n",
                    kill + 1,
                    KILLS,
                    moment,
                    killed ? "killed" : "had finished");
            assertThat(killed || process.exitValue() == NOT_JUDGED).isTrue();
            // Now the same night again, now the next one, which has to find the one that was killed.
            if (random.nextBoolean()) {
                night++;
                arrive(night);
            }
        }
        assertThat(start(night).waitFor()).isEqualTo(NOT_JUDGED);
        check(night);
    }

    private void arrive(int night) throws IOException {
        FileTime time = FileTime.from(date(night).atStartOfDay().toInstant(ZoneOffset.UTC));
        for (int i = 0; i < PICTURES; i++) {
            Path file = folder.resolve("pictures/" + night + "-" + i + ".png");
            TestPictures.write(file, 8, 8, 100 * night + i);
            Files.setLastModifiedTime(file, time);
        }
    }

    private static LocalDate date(int night) {
        return FIRST.plusDays(night - 1L);
    }

    private Process start(int night) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "../submit/msliqa",
                "nightly",
                folder.resolve("pictures").toString(),
                "--output",
                folder.resolve("nightly").toString(),
                "--night",
                date(night).toString(),
                "--backfill",
                "--mode",
                "single"));
        for (String setting : List.of(
                "scoring.wave-images=4",
                "nightly.cut=06:00",
                "nightly.bootstrap.resamples=100",
                "nightly.limits.age.warn=0s",
                // Nights are small and pictures noise: this is not about their quality.
                "nightly.fewest-pictures=1000",
                "nightly.limits.delivery.warn=0",
                "nightly.limits.delivery.fail=0")) {
            command.addAll(List.of("--set", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(new File("target/killed-nights.log"));
        builder.environment().put("MSLIQA_DRIVER_MEMORY", "1g");
        builder.environment().remove("SPARK_HOME");
        return builder.start();
    }

    private void await(Moment moment, Process process) throws InterruptedException {
        Path output = folder.resolve("nightly");
        long before = moment.signs(output);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(4000 + random.nextInt(20_000));
        while (process.isAlive()) {
            boolean reached = moment == Moment.SOME_TIME ? System.nanoTime() > end : moment.signs(output) > before;
            if (reached) {
                Thread.sleep(random.nextInt(30));
                return;
            }
            Thread.sleep(2);
        }
    }

    /** Every night once, with its own pictures; every picture in one night; no night's report missing. */
    private void check(int last) throws IOException {
        String output = folder.resolve("nightly").toString();
        List<NightRow> nights = NightHistory.existing(SharedSpark.session(), output + "/history")
                .nights();

        assertThat(nights)
                .extracting(NightRow::night)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, last)
                        .mapToObj(night -> date(night).toString())
                        .toList());
        assertThat(nights).allSatisfy(night -> {
            assertThat(night.counts().pictures()).as(night.night()).isEqualTo(PICTURES);
            assertThat(folder.resolve("nightly/reports/" + night.night() + ".html"))
                    .isNotEmptyFile();
        });
        // As any reader of Parquet sees it.
        assertThat(SharedSpark.session()
                        .read()
                        .parquet(output + "/history")
                        .select("night")
                        .as(Encoders.STRING())
                        .collectAsList())
                .hasSize(last)
                .doesNotHaveDuplicates();
        WholeTable.assertEveryPictureHasOneRow(output + "/scores", PICTURES * last);
        assertThat(Files.readString(folder.resolve("nightly/reports/index.html")))
                .contains(date(1) + ".html", date(last) + ".html");
    }
}
