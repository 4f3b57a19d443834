package io.msliqa.spark.console;

import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.scoring.Stopwatches;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Shows on one line of the terminal how far a run is: pictures, pictures and patches a second, time left, failures by
 * reason. Shows nothing where the output is no terminal.
 */
public final class ScoringProgress extends SparkListener implements RunListener, AutoCloseable {

    private final SparkContext spark;
    private final ProgressBar bar;
    private final RunTally tally = new RunTally();
    private Instant start = Instant.now();
    private State state = new State(0, false, 0, 0);

    private ScoringProgress(SparkContext spark) {
        this.spark = spark;
        this.bar = TerminalLine.bar()
                .setTaskName("Scoring")
                .setInitialMax(-1)
                .setUnit(" pictures", 1)
                .setUpdateIntervalMillis(500)
                .setEtaFunction(line -> left())
                .build();
    }

    /** Shows a line if there is somebody to see it. */
    @SuppressWarnings("SystemConsoleNull") // This is built and run on Java 17.
    public static Shown start(SparkContext spark) {
        if (System.console() == null) {
            return Shown.SILENT;
        }
        ScoringProgress progress = new ScoringProgress(spark);
        spark.addSparkListener(progress);
        return new Shown(progress, progress);
    }

    /** Holds the listener and what ends it. */
    public record Shown(RunListener listener, AutoCloseable end) implements AutoCloseable {

        static final Shown SILENT = new Shown(RunListener.NONE, () -> {});

        @Override
        public void close() {
            try {
                end.close();
            } catch (Exception e) {
                throw new IllegalStateException("The progress line cannot be ended", e);
            }
        }
    }

    @Override
    public synchronized void at(State now) {
        if (state.found() == 0) {
            start = Instant.now();
        }
        state = now;
        tally.noneRunning();
        bar.maxHint(now.listed() ? now.found() : -1);
        show();
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates())
                .forEach(task -> tally.running((Long) task._1(), counts(CollectionConverters.asJava(task._4()))));
        show();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        tally.ended(
                end.taskInfo().taskId(),
                end.taskInfo().successful(),
                counts(CollectionConverters.asJava(end.taskInfo().accumulables())));
        show();
    }

    private static Map<String, Long> counts(Iterable<AccumulableInfo> accumulables) {
        Map<String, Long> counts = new HashMap<>();
        for (AccumulableInfo info : accumulables) {
            String name = info.name().isDefined() ? info.name().get() : "";
            boolean ours = name.equals(Stopwatches.SCORED)
                    || name.equals(Stopwatches.PATCHES)
                    || name.startsWith(Stopwatches.FAILED);
            if (ours && info.update().isDefined()) {
                counts.merge(name, (Long) info.update().get(), Long::sum);
            }
        }
        return counts;
    }

    private Duration elapsed() {
        return Duration.between(start, Instant.now());
    }

    private synchronized Optional<Duration> left() {
        long open = state.found() - state.skipped() - tally.pictures();
        return state.listed() ? tally.left(Math.max(0, open), elapsed()) : Optional.empty();
    }

    private void show() {
        bar.stepTo(state.skipped() + tally.pictures());
        bar.setExtraMessage(" " + tally.text(elapsed()));
    }

    @Override
    public void close() {
        spark.removeSparkListener(this);
        bar.close();
    }
}
