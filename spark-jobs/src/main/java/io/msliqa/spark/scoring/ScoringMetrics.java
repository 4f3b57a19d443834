package io.msliqa.spark.scoring;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.msliqa.image.FailureReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Gives Spark's sinks (JMX, CSV, Graphite, Prometheus) metrics of the scoring: what each executor has counted since it
 * started, and on the driver how far the run is. {@code msliqa} names this class in {@code spark.plugins} by itself.
 *
 * <p>Executors: {@code pictures.scored}, {@code pictures.failed.REASON}, {@code patches.scored}, {@code seconds.STAGE}.
 * Driver: {@code run.found}, {@code run.skipped}, {@code run.published}.
 */
public final class ScoringMetrics implements SparkPlugin {

    private static final LongAdder SCORED = new LongAdder();
    private static final LongAdder PATCHES = new LongAdder();
    private static final Map<FailureReason, LongAdder> FAILED = new EnumMap<>(FailureReason.class);
    private static final Map<RunStage, DoubleAdder> SECONDS = new EnumMap<>(RunStage.class);
    private static volatile RunListener.State state = RunListener.State.NOTHING;

    static {
        for (FailureReason reason : FailureReason.values()) {
            FAILED.put(reason, new LongAdder());
        }
        for (RunStage stage : RunStage.values()) {
            SECONDS.put(stage, new DoubleAdder());
        }
    }

    /** Spark makes the plugin, by its name. */
    public ScoringMetrics() {}

    static void addScored(int distinctPatches) {
        SCORED.increment();
        PATCHES.add(distinctPatches);
    }

    static void addFailed(FailureReason reason) {
        FAILED.get(reason).increment();
    }

    static void add(RunStage stage, double seconds) {
        SECONDS.get(stage).add(seconds);
    }

    /** How far the run of this driver is. */
    static void at(RunListener.State now) {
        state = now;
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext spark, PluginContext context) {
                MetricRegistry metrics = context.metricRegistry();
                metrics.register("run.found", (Gauge<Long>) () -> state.found());
                metrics.register("run.skipped", (Gauge<Long>) () -> state.skipped());
                metrics.register("run.published", (Gauge<Long>) () -> state.published());
                return Map.of();
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> extra) {
                MetricRegistry metrics = context.metricRegistry();
                metrics.register("pictures.scored", (Gauge<Long>) SCORED::sum);
                metrics.register("patches.scored", (Gauge<Long>) PATCHES::sum);
                FAILED.forEach(
                        (reason, count) -> metrics.register("pictures.failed." + reason, (Gauge<Long>) count::sum));
                SECONDS.forEach((stage, sum) -> metrics.register("seconds." + stage.text(), (Gauge<Double>) sum::sum));
            }
        };
    }
}
