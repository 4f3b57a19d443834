package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.foreign.TinyNetwork;
import io.msliqa.protocol.Protocols;
import io.msliqa.spark.S3Server;
import io.msliqa.spark.SharedSpark;
import io.msliqa.spark.TestPictures;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real runs of {@code submit/msliqa} with SIGKILL, again and again, some amid writing and some amid committing, and
 * counts what is in the table in the end. Takes minutes: not one of the tests, but {@code make kill-test}.
 */
class KilledRuns {

    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final int MORE_PICTURES = 36;

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("seed", 1));
    private int pictures;
    private List<String> models = List.of();

    /** When a run is killed. */
    private enum Moment {
        /** At any time. */
        SOME_TIME,
        /** As soon as a wave is being written. */
        WRITING,
        /** As soon as a wave's number is claimed. */
        CLAIMED,
        /** As soon as a wave is being published. */
        PUBLISHING
    }

    private interface Watch {
        /** Waits for the moment, or for the end of the process. */
        void await(Moment moment, Process process) throws IOException, InterruptedException;
    }

    @Test
    void onLocalFilesEveryPictureHasOneRowInTheEnd() throws Exception {
        String table = folder.resolve("table").toString();

        killAndFinish(table, List.of(), this::awaitLocally);

        WholeTable.assertEveryPictureHasOneRow(table, pictures);
        WholeTable.assertPlainReadersSeeTheSame(table, pictures, Map.of());
    }

    @Test
    void withTwoModelsEveryPictureHasOneRowOfEachInTheEnd() throws Exception {
        String table = folder.resolve("table").toString();
        Path other = TinyNetwork.brightness().write(folder.resolve("brightness"), Protocols.PLAIN);
        models = List.of("--model", "shipped", "--model", other.toString());

        killAndFinish(table, List.of(), this::awaitLocally);

        WholeTable.assertEveryPictureHasOneRowOfEach(table, pictures, 2);
    }

    @Test
    void onS3EveryPictureHasOneRowInTheEnd() throws Exception {
        try (S3Server server = S3Server.start()) {
            server.serve(SharedSpark.session().sparkContext().hadoopConfiguration(), S3Server.BUCKET);
            List<String> options = new ArrayList<>();
            server.settings(S3Server.BUCKET).forEach((key, value) -> {
                options.add("--conf");
                options.add("spark.hadoop." + key + "=" + value);
            });
            String table = "s3a://" + S3Server.BUCKET + "/table";

            killAndFinish(table, options, (moment, process) -> awaitOnS3(server, moment, process));

            WholeTable.assertEveryPictureHasOneRow(table, pictures);
            WholeTable.assertPlainReadersSeeTheSame(table, pictures, server.environment());
        }
    }

    private void killAndFinish(String table, List<String> options, Watch watch) throws Exception {
        addPictures();
        for (int kill = 0; kill < KILLS; kill++) {
            Moment moment = Moment.values()[kill % Moment.values().length];
            Process process = start(table, options);
            watch.await(moment, process);
            boolean killed = process.isAlive();
            process.destroyForcibly().waitFor();
            System.out.printf(
                    Locale.ROOT,
                    "kill %d of %d, %s: %s%n",
                    kill + 1,
                    KILLS,
                    moment,
                    killed ? "killed" : "had finished");
            assertThat(killed || process.exitValue() == 0).isTrue();
            addPictures();
        }
        assertThat(start(table, options).waitFor()).isZero();
    }

    private void addPictures() {
        for (int i = 0; i < MORE_PICTURES; i++) {
            TestPictures.write(folder.resolve("pictures/" + pictures + ".png"), 8, 8, pictures);
            pictures++;
        }
    }

    private Process start(String table, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of("../submit/msliqa", "score"));
        // Most of a killed run's time is its start.
        command.addAll(List.of("--conf", "spark.ui.enabled=false", "--driver-java-options", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of(
                folder.resolve("pictures").toString(),
                "--output",
                table,
                "--mode",
                "single",
                "--set",
                "scoring.wave-images=12"));
        command.addAll(models);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(new File("target/killed-runs.log"));
        builder.environment().put("MSLIQA_DRIVER_MEMORY", "1g");
        builder.environment().remove("SPARK_HOME");
        return builder.start();
    }

    private void awaitLocally(Moment moment, Process process) throws IOException, InterruptedException {
        Path table = folder.resolve("table");
        long before = count(table, moment);
        int skipped = random.nextInt(3);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(4000 + random.nextInt(12_000));
        while (process.isAlive()) {
            boolean reached =
                    moment == Moment.SOME_TIME ? System.nanoTime() > end : count(table, moment) > before + skipped;
            if (reached) {
                return;
            }
            Thread.sleep(2);
        }
    }

    /** How many signs of such moments there are. */
    private static long count(Path table, Moment moment) throws IOException {
        Path place =
                switch (moment) {
                    case WRITING, SOME_TIME -> table.resolve("_staging");
                    case CLAIMED -> table.resolve("_commits");
                    case PUBLISHING -> table;
                };
        if (!Files.isDirectory(place)) {
            return 0;
        }
        try (Stream<Path> below = Files.walk(place, moment == Moment.WRITING ? 8 : 1)) {
            return below.filter(
                            path -> moment != Moment.WRITING || path.toString().endsWith(".parquet"))
                    .count();
        } catch (java.io.UncheckedIOException e) {
            // Something was moved away meanwhile.
            return 0;
        }
    }

    private void awaitOnS3(S3Server server, Moment moment, Process process) throws InterruptedException {
        AtomicReference<String> sign = new AtomicReference<>();
        int[] skipped = {random.nextInt(3)};
        server.watchWrites((operation, key) -> {
            boolean reached =
                    switch (moment) {
                        case SOME_TIME -> false;
                        case WRITING -> key.contains("_staging/") && key.endsWith(".parquet");
                        case CLAIMED -> key.contains("_commits/");
                        case PUBLISHING -> operation.equals("copy") && key.contains("wave=");
                    };
            if (reached && skipped[0]-- == 0) {
                process.destroyForcibly();
                sign.set(key);
            }
        });
        long wait = moment == Moment.SOME_TIME ? 4000 + random.nextInt(12_000) : TimeUnit.MINUTES.toMillis(5);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
        while (process.isAlive() && sign.get() == null && System.nanoTime() < end) {
            Thread.sleep(2);
        }
        server.watchWrites((operation, key) -> {});
    }
}
