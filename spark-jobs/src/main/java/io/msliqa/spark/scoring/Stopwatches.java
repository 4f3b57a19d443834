package io.msliqa.spark.scoring;

import io.msliqa.inference.StageTimes;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * What the tasks of a run count on their way, as accumulators that Spark's pages show too: for people to watch. The
 * truth about the rows is in the table.
 */
public final class Stopwatches implements Serializable {

    /** Name of the accumulator of pictures with a score. */
    public static final String SCORED = "pictures scored";

    /** Name of the accumulator of pictures without one. */
    public static final String FAILED = "pictures failed";

    private final LongAccumulator scored;
    private final LongAccumulator failed;
    private final LongAccumulator patches;
    private final DoubleAccumulator read;
    private final DoubleAccumulator decode;
    private final DoubleAccumulator sample;
    private final DoubleAccumulator infer;
    private final DoubleAccumulator reduce;

    Stopwatches(SparkContext spark) {
        scored = spark.longAccumulator(SCORED);
        failed = spark.longAccumulator(FAILED);
        patches = spark.longAccumulator("patches scored");
        read = spark.doubleAccumulator("seconds reading");
        decode = spark.doubleAccumulator("seconds decoding");
        sample = spark.doubleAccumulator("seconds sampling");
        infer = spark.doubleAccumulator("seconds inferring");
        reduce = spark.doubleAccumulator("seconds reducing");
    }

    void addScored(int distinctPatches) {
        scored.add(1);
        patches.add(distinctPatches);
    }

    void addFailed() {
        failed.add(1);
    }

    void addRead(double seconds) {
        read.add(seconds);
    }

    /** At the end of a task. */
    void add(StageTimes times) {
        times.totals().forEach((stage, time) -> {
            double seconds = time.toNanos() / 1e9;
            switch (stage) {
                case DECODE -> decode.add(seconds);
                case SAMPLE -> sample.add(seconds);
                case INFER -> infer.add(seconds);
                case REDUCE -> reduce.add(seconds);
            }
        });
    }

    /** Distinct patches that were scored so far. */
    public long patches() {
        return patches.value();
    }

    /** Seconds by stage, summed over tasks. Reading goes on beside the other stages. */
    public Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        put(seconds, "read", read);
        put(seconds, "decode", decode);
        put(seconds, "sample", sample);
        put(seconds, "infer", infer);
        put(seconds, "reduce", reduce);
        return seconds;
    }

    private static void put(Map<String, Double> seconds, String stage, DoubleAccumulator sum) {
        seconds.put(stage, sum.value());
    }
}
