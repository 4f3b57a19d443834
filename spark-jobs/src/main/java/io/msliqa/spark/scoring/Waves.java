package io.msliqa.spark.scoring;

import io.msliqa.spark.listing.PartitionPlanner;
import io.msliqa.spark.settings.Settings;
import io.msliqa.spark.store.Commit;
import io.msliqa.spark.store.TableWriter;
import io.msliqa.work.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Scores pictures and publishes them, wave by wave. A wave takes about the time that a kill may cost.
 *
 * <p>The next wave begins when the last tasks of one run, so that no slot waits for the slowest of them, nor for what publishes
 * the wave.
 */
final class Waves {

    /** The fewest pictures a task; with fewer, too many batches would be partly empty. */
    private static final int FEWEST_A_TASK = 4;

    private static final String NAME = "msliqa-wave";

    private final SparkSession spark;
    private final Settings settings;
    private final ScoringJob job;
    private final TableWriter writer;
    private final Consumer<PublishedCounts> beforeEach;
    private final UUID id = UUID.randomUUID();
    private final PublishedCounts counts;
    private int begun;

    /** @param beforeEach what else is to happen before a wave begins, with what was published so far */
    Waves(
            SparkSession spark,
            Settings settings,
            ScoringJob job,
            TableWriter writer,
            Consumer<PublishedCounts> beforeEach) {
        this.spark = spark;
        this.settings = settings;
        this.job = job;
        this.writer = writer;
        this.beforeEach = beforeEach;
        this.counts = new PublishedCounts(settings.scoring().maxFailureRate());
    }

    /** Scores and publishes all pictures. */
    void score(Iterator<ScoringTask> files) {
        Deque<Wave> underWay = new ArrayDeque<>();
        try (Workers threads = Workers.of(NAME, Wave.AT_ONCE)) {
            try {
                score(files, threads, underWay);
            } finally {
                // What failed, such as listing more pictures, may have nothing to do with those that are being scored.
                while (!underWay.isEmpty()) {
                    finish(underWay);
                }
            }
        }
    }

    private void score(Iterator<ScoringTask> files, Workers threads, Deque<Wave> underWay) {
        int size = size().first();
        int tail = 0;
        Instant since = Instant.now();
        while (files.hasNext()) {
            beforeEach.accept(counts);
            Wave wave = begin(plan(next(files, size)), threads, underWay);
            while (underWay.size() >= Wave.AT_ONCE) {
                finish(underWay);
            }
            if (wave.awaitTail()) {
                finish(underWay);
            }
            Instant now = Instant.now();
            int scoredSince = wave.plan().pictures() - wave.plan().tail() + tail;
            size = size().next(scoredSince, Duration.between(since, now));
            tail = wave.plan().tail();
            since = now;
        }
    }

    private static List<ScoringTask> next(Iterator<ScoringTask> files, int most) {
        List<ScoringTask> wave = new ArrayList<>();
        while (wave.size() < most && files.hasNext()) {
            wave.add(files.next());
        }
        return wave;
    }

    /** The number of tasks that run at once now; executors come and go while a run is at work. */
    private int slots() {
        return spark.sparkContext().defaultParallelism();
    }

    private WaveSize size() {
        return new WaveSize(
                slots(), settings.scoring().waveTime(), settings.scoring().waveImages());
    }

    private Wave.Plan plan(List<ScoringTask> wave) {
        begun++;
        int slots = slots();
        int tasks = Math.max(
                Math.min(slots, wave.size()),
                Math.min(slots * settings.scoring().partitionsPerSlot(), wave.size() / FEWEST_A_TASK));
        return new Wave.Plan(
                NAME + "-" + id + "-" + begun,
                begun,
                "Wave " + begun + ": " + wave.size() + " pictures",
                new PartitionPlanner(settings.listing().openCostBytes()).plan(wave, ScoringTask::file, tasks),
                slots);
    }

    /**
     * Begins a wave, which is then under way. It is published after those that are already, and only if what they published
     * lets the run go on.
     */
    private Wave begin(Wave.Plan plan, Workers threads, Deque<Wave> underWay) {
        Optional<Wave> before = Optional.ofNullable(underWay.peekLast());
        long rows = plan.tasks().stream()
                .flatMap(List::stream)
                .mapToLong(ScoringTask::count)
                .sum();
        Wave wave = Wave.begin(spark.sparkContext(), threads, plan, () -> {
            Commit commit = writer.stage(job.score(job.tasks(plan.tasks())), rows);
            before.ifPresent(Wave::published);
            writer.publish(commit);
            counts.add(plan.pictures(), commit);
        });
        underWay.add(wave);
        return wave;
    }

    /** Waits for the first wave under way; if it fails, those after it are stopped. */
    private static void finish(Deque<Wave> underWay) {
        try {
            underWay.remove().published();
        } catch (RuntimeException | Error e) {
            underWay.forEach(Wave::stop);
            underWay.clear();
            throw e;
        }
    }

    /** What was published so far. */
    PublishedCounts counts() {
        return counts;
    }
}
