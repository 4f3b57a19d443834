package io.msliqa.spark.scoring;

import io.msliqa.work.Pending;
import io.msliqa.work.Workers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStatusTracker;

/** A wave that is being scored and published, in a thread of its own. */
final class Wave {

    /**
     * How many waves may be under way. Each has a pool of Spark's scheduler of its own: what publishes one does not stand
     * behind the tasks of the next.
     */
    static final int AT_ONCE = 2;

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final SparkContext context;
    private final Plan plan;
    private final Pending<Void, RuntimeException> end;

    /**
     * What is to be done.
     *
     * @param group a name that no other wave of this context has
     * @param number counted from 1
     * @param description for Spark's pages
     * @param tasks the pictures of each, at least one
     * @param slots how many tasks run at once
     */
    record Plan(String group, int number, String description, List<List<ScoringTask>> tasks, int slots) {

        /** The number of pictures. */
        int pictures() {
            return tasks.stream().mapToInt(List::size).sum();
        }

        /** About how many pictures are left when the last task begins. */
        int tail() {
            return tasks.size() <= slots ? 0 : (int) ((long) pictures() * slots / tasks.size());
        }
    }

    private Wave(SparkContext context, Plan plan, Pending<Void, RuntimeException> end) {
        this.context = context;
        this.plan = plan;
        this.end = end;
    }

    /** Begins a wave; the work scores and publishes it. */
    static Wave begin(SparkContext context, Workers threads, Plan plan, Runnable work) {
        return new Wave(context, plan, threads.begin(() -> {
            context.setJobGroup(plan.group(), plan.description(), false);
            context.setLocalProperty("spark.scheduler.pool", "waves-" + plan.number() % AT_ONCE);
            work.run();
            return null;
        }));
    }

    Plan plan() {
        return plan;
    }

    /**
     * Waits until there are slots that the wave's tasks do not need any more; if all began at once, until its end.
     *
     * @return whether it has ended, well or not
     */
    boolean awaitTail() {
        while (!end.endsWithin(LOOK_EVERY)) {
            if (plan.tail() > 0 && !tasksWait()) {
                return false;
            }
        }
        return true;
    }

    private boolean tasksWait() {
        SparkStatusTracker tracker = context.statusTracker();
        int[] jobs = tracker.getJobIdsForGroup(plan.group());
        return jobs.length == 0
                || Arrays.stream(jobs)
                        .flatMap(job -> tracker.getJobInfo(job).isEmpty()
                                ? IntStream.empty()
                                : Arrays.stream(tracker.getJobInfo(job).get().stageIds()))
                        .anyMatch(stage -> tasksWait(tracker, stage));
    }

    private static boolean tasksWait(SparkStatusTracker tracker, int stage) {
        return tracker.getStageInfo(stage)
                .exists(now -> now.numTasks() > now.numActiveTasks() + now.numCompletedTasks());
    }

    /** Waits until it is published. */
    void published() {
        end.result();
    }

    /** Ends it where it is, and waits for that. */
    void stop() {
        context.cancelJobGroupAndFutureJobs(plan.group());
        end.endsWithin(FOREVER);
    }
}
