package io.msliqa.spark.scoring;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether a task still gets something done. Native code that hangs cannot be interrupted, so the watchdog ends
 * the whole executor of a task that hangs, and Spark tries its tasks elsewhere.
 */
final class TaskWatchdog implements AutoCloseable {

    /** The exit code of an executor that ended itself, which its log and Spark's pages show. */
    private static final int HUNG = 75;

    private static final int LOOKS_PER_LIMIT = 4;
    private static final long SECONDS_TO_LOG = 2;
    private static final Logger LOG = LoggerFactory.getLogger(TaskWatchdog.class);

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "msliqa-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private final Duration limit;
    private final Runnable whenHung;
    private final ScheduledFuture<?> looking;
    private volatile long lastProgress = System.nanoTime();

    /** @param whenHung is called once for each {@code limit} that passes without {@link #progress} */
    TaskWatchdog(Duration limit, Runnable whenHung) {
        this.limit = limit;
        this.whenHung = whenHung;
        long pause = Math.max(1, limit.toMillis() / LOOKS_PER_LIMIT);
        looking = CLOCK.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Watches the calling task. In local mode, where the executor is the whole program, it only says what hangs. */
    static TaskWatchdog ofThisTask(Duration limit) {
        Thread task = Thread.currentThread();
        boolean local = SparkEnv.get() == null || "driver".equals(SparkEnv.get().executorId());
        return new TaskWatchdog(limit, () -> {
            // The thread that hangs may hold the log's lock.
            Thread saying = new Thread(() -> say(task, limit, local), "msliqa-watchdog-log");
            saying.setDaemon(true);
            saying.start();
            if (!local) {
                joinQuietly(saying);
                Runtime.getRuntime().halt(HUNG);
            }
        });
    }

    private static void say(Thread task, Duration limit, boolean local) {
        LOG.error(
                "'{}' got nothing done for {} s (scoring.task-timeout). {} It is at\n{}",
                task.getName(),
                limit.toSeconds(),
                local
                        ? "If it hangs for good, kill the program and start it again; what is published is kept."
                        : "This executor ends, so that others take over.",
                Arrays.stream(task.getStackTrace()).map(at -> "\tat " + at).collect(Collectors.joining("\n")));
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_LOG));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the watchdog that something got done. */
    void progress() {
        lastProgress = System.nanoTime();
    }

    private void look() {
        if (System.nanoTime() - lastProgress > limit.toNanos()) {
            progress();
            whenHung.run();
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
    }
}
