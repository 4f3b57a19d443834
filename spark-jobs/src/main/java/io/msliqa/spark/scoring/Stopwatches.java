package io.msliqa.spark.scoring;

import io.msliqa.image.FailureReason;
import io.msliqa.scoring.StageTimes;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * Counts what the tasks of a run do, for people to watch: as accumulators, which Spark's pages show too, and as {@link
 * ScoringMetrics} of their JVM. The truth about the rows is in the table.
 */
public final class Stopwatches implements Serializable {

    /** Name of the accumulator of pictures with a score. */
    public static final String SCORED = "pictures scored";

    /** Name of the accumulator of distinct patches that were scored. */
    public static final String PATCHES = "patches scored";

    /** The beginning of the names of the accumulators of pictures without a score; the reason follows. */
    public static final String FAILED = "failed ";

    private static final long serialVersionUID = 1;

    private final LongAccumulator scored;
    private final LongAccumulator patches;
    private final EnumMap<FailureReason, LongAccumulator> failed = new EnumMap<>(FailureReason.class);
    private final EnumMap<RunStage, DoubleAccumulator> seconds = new EnumMap<>(RunStage.class);

    Stopwatches(SparkContext spark) {
        scored = spark.longAccumulator(SCORED);
        patches = spark.longAccumulator(PATCHES);
        for (FailureReason reason : FailureReason.values()) {
            failed.put(reason, spark.longAccumulator(FAILED + reason));
        }
        for (RunStage stage : RunStage.values()) {
            if (stage != RunStage.LIST) {
                seconds.put(stage, spark.doubleAccumulator("seconds " + stage.text()));
            }
        }
    }

    void addScored(int distinctPatches) {
        scored.add(1);
        patches.add(distinctPatches);
        ScoringMetrics.addScored(distinctPatches);
    }

    void addFailed(FailureReason reason) {
        failed.get(reason).add(1);
        ScoringMetrics.addFailed(reason);
    }

    /** Adds time that a task spent in a stage, all but {@link RunStage#LIST}. */
    void add(RunStage stage, double time) {
        seconds.get(stage).add(time);
        ScoringMetrics.add(stage, time);
    }

    /** Adds the time that the core spent since it was asked last. */
    void add(StageTimes.Stage stage, Duration time) {
        add(
                switch (stage) {
                    case DECODE -> RunStage.DECODE;
                    case SAMPLE -> RunStage.SAMPLE;
                    case INFER -> RunStage.INFER;
                    case REDUCE -> RunStage.REDUCE;
                },
                time.toNanos() / 1e9);
    }

    /** Distinct patches that were scored so far. */
    public long patches() {
        return patches.value();
    }

    /** Seconds by stage, summed over tasks. Reading goes on beside the other stages. */
    public Map<String, Double> seconds() {
        Map<String, Double> sums = new LinkedHashMap<>();
        seconds.forEach((stage, sum) -> sums.put(stage.text(), sum.value()));
        return sums;
    }
}
