package io.msliqa.spark.cli;

import io.msliqa.spark.scoring.RunListener;
import io.msliqa.spark.scoring.Stopwatches;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One line on the terminal that says how far a run is: pictures, how many a second, how long still, failures. Nothing
 * where the output is no terminal.
 */
final class Progress extends SparkListener implements RunListener, AutoCloseable {

    private record Done(long scored, long failed) {

        static final Done NOTHING = new Done(0, 0);

        Done plus(Done other) {
            return new Done(scored + other.scored, failed + other.failed);
        }
    }

    private final SparkContext spark;
    private final ProgressBar bar;
    private final Map<Long, Done> running = new HashMap<>();
    private Done ended = Done.NOTHING;
    private long before;
    private long failedBefore;

    private Progress(SparkContext spark, ProgressBar bar) {
        this.spark = spark;
        this.bar = bar;
    }

    /** Shows a line if there is somebody to see it. */
    @SuppressWarnings("SystemConsoleNull") // This is built and run on Java 17.
    static AutoCloseableListener start(SparkContext spark) {
        if (System.console() == null) {
            return AutoCloseableListener.SILENT;
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Scoring")
                .setInitialMax(-1)
                .setUnit(" pictures", 1)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .build();
        Progress progress = new Progress(spark, bar);
        spark.addSparkListener(progress);
        return new AutoCloseableListener(progress, progress);
    }

    /** What listens, and what ends it. */
    record AutoCloseableListener(RunListener listener, AutoCloseable end) implements AutoCloseable {

        static final AutoCloseableListener SILENT = new AutoCloseableListener(RunListener.NONE, () -> {});

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
    public synchronized void at(State state) {
        before = state.skipped() + state.published();
        failedBefore += ended.failed();
        ended = Done.NOTHING;
        running.clear();
        bar.maxHint(state.listed() ? state.found() : -1);
        show();
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates())
                .forEach(task -> running.put((Long) task._1(), done(CollectionConverters.asJava(task._4()))));
        show();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        running.remove(end.taskInfo().taskId());
        if (end.taskInfo().successful()) {
            ended = ended.plus(done(CollectionConverters.asJava(end.taskInfo().accumulables())));
        }
        show();
    }

    private static Done done(Iterable<AccumulableInfo> accumulables) {
        long scored = 0;
        long failed = 0;
        for (AccumulableInfo info : accumulables) {
            if (info.name().isDefined() && info.update().isDefined()) {
                scored += Stopwatches.SCORED.equals(info.name().get())
                        ? (Long) info.update().get()
                        : 0;
                failed += Stopwatches.FAILED.equals(info.name().get())
                        ? (Long) info.update().get()
                        : 0;
            }
        }
        return new Done(scored, failed);
    }

    private void show() {
        Done now = running.values().stream().reduce(ended, Done::plus);
        bar.stepTo(before + now.scored() + now.failed());
        long failed = failedBefore + now.failed();
        bar.setExtraMessage(failed == 0 ? "" : " " + failed + " failed");
    }

    @Override
    public void close() {
        spark.removeSparkListener(this);
        bar.close();
    }
}
