package io.msliqa.scoring;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Where the time of scoring went, in wall-clock time of one thread, summed over pictures. */
public final class StageTimes {

    /** What is timed. */
    public enum Stage {
        /** Bytes to pixels. */
        DECODE,
        /** Pixels to patches. */
        SAMPLE,
        /** Patches to scores of the heads. */
        INFER,
        /** Scores of the heads to one score. */
        REDUCE
    }

    private final Map<Stage, Duration> totals = new EnumMap<>(Stage.class);

    /** Nothing has taken any time yet. */
    public StageTimes() {
        for (Stage stage : Stage.values()) {
            totals.put(stage, Duration.ZERO);
        }
    }

    /** Adds the time since {@code start}, a value of {@link System#nanoTime}. */
    public void add(Stage stage, long start) {
        totals.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    }

    /** The sums so far, of every stage; follows further additions. */
    public Map<Stage, Duration> totals() {
        return Collections.unmodifiableMap(totals);
    }
}
