package io.msliqa.spark.scoring;

import io.msliqa.UserException;
import io.msliqa.spark.listing.PartitionPlanner;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.Commit;
import io.msliqa.spark.store.TableWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Scores pictures and publishes them, wave by wave. A wave takes about the time that a kill may cost. */
final class Waves {

    /** The fewest pictures a task; with fewer, too many batches would be partly empty. */
    private static final int FEWEST_A_TASK = 4;

    /** The fewest failures that stop a run; fewer do not, whatever their share. */
    private static final int FEWEST_THAT_STOP = 20;

    private final SparkSession spark;
    private final Settings settings;
    private final ScoringJob job;
    private final TableWriter writer;
    private final Consumer<Waves> beforeEach;
    private final SortedMap<String, Long> failures = new TreeMap<>();
    private long scored;
    private long pictures;
    private int count;

    /** @param beforeEach what else is to happen before a wave begins */
    Waves(SparkSession spark, Settings settings, ScoringJob job, TableWriter writer, Consumer<Waves> beforeEach) {
        this.spark = spark;
        this.settings = settings;
        this.job = job;
        this.writer = writer;
        this.beforeEach = beforeEach;
    }

    /** Scores and publishes all pictures. */
    void score(Iterator<ScoringTask> files) {
        List<ScoringTask> wave = new ArrayList<>();
        int size = size().first();
        while (files.hasNext()) {
            wave.add(files.next());
            if (wave.size() >= size) {
                Duration took = publish(wave);
                size = size().next(wave.size(), took);
                wave.clear();
            }
        }
        if (!wave.isEmpty()) {
            publish(wave);
        }
    }

    /** The number of tasks that run at once now; executors come and go while a run is at work. */
    private int slots() {
        return spark.sparkContext().defaultParallelism();
    }

    private WaveSize size() {
        return new WaveSize(
                slots(), settings.scoring().waveTime(), settings.scoring().waveImages());
    }

    private Duration publish(List<ScoringTask> wave) {
        beforeEach.accept(this);
        Instant start = Instant.now();
        spark.sparkContext()
                .setJobDescription("Wave " + (count + 1) + ": " + wave.size() + " pictures after " + pictures);
        int slots = slots();
        int partitions = Math.max(
                Math.min(slots, wave.size()),
                Math.min(slots * settings.scoring().partitionsPerSlot(), wave.size() / FEWEST_A_TASK));
        List<List<ScoringTask>> plan =
                new PartitionPlanner(settings.listing().openCostBytes()).plan(wave, ScoringTask::file, partitions);
        long rows = wave.stream().mapToLong(ScoringTask::count).sum();
        Commit commit = writer.write(job.score(job.tasks(plan)), rows);
        pictures += wave.size();
        scored += commit.scored();
        commit.failures().forEach((reason, number) -> failures.merge(reason, number, Long::sum));
        count++;
        requireFewFailures();
        return Duration.between(start, Instant.now());
    }

    private void requireFewFailures() {
        double most = settings.scoring().maxFailureRate();
        long failed = failed();
        if (failed >= FEWEST_THAT_STOP && failed > most * (scored + failed)) {
            String reasons = failures.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .map(reason -> reason.getValue() + " " + reason.getKey())
                    .collect(Collectors.joining(", "));
            throw new UserException(String.format(
                    Locale.ROOT,
                    "Stopped: of the first %d pictures %d could not be scored (%s), more than scoring.max-failure-rate"
                            + " allows (%s). What was published stays, each failure with its message: mend the cause and run"
                            + " the same command again with --retry-failed",
                    scored + failed,
                    failed,
                    reasons,
                    most));
        }
    }

    /** The number of pictures that were looked at: each has a row of each model that wanted it. */
    long pictures() {
        return pictures;
    }

    /** The number of rows with a score. */
    long scored() {
        return scored;
    }

    /** The number of rows without a score, by reason. */
    SortedMap<String, Long> failures() {
        return failures;
    }

    /** The number of rows without a score. */
    long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many waves were published. */
    int count() {
        return count;
    }
}
