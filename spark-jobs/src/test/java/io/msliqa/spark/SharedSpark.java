package io.msliqa.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The one session of all tests: two slots, and a task that fails is tried three times.
 *
 * <p>Queries of a few rows take longer to compile than to run, so Spark interprets them here; {@link #compiling} runs some as users
 * do.
 */
public final class SharedSpark {

    private static final Map<String, String> INTERPRETING = Map.of(
            "spark.sql.codegen.wholeStage", "false",
            "spark.sql.codegen.factoryMode", "NO_CODEGEN",
            "spark.sql.adaptive.enabled", "false");

    private static SparkSession session;

    private SharedSpark() {}

    public static synchronized SparkSession session() {
        if (session == null) {
            SparkSession.Builder builder = SparkSession.builder()
                    .master("local[2,3]")
                    .appName("tests")
                    .config("spark.ui.enabled", "false")
                    .config("spark.log.level", "WARN")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.scheduler.mode", "FAIR")
                    .config("spark.hadoop.fs.file.impl", "io.msliqa.spark.session.ProcesslessFileSystem")
                    .config("spark.sql.shuffle.partitions", "2")
                    .config("spark.plugins", "io.msliqa.spark.scoring.ScoringMetrics")
                    .config("spark.metrics.conf.*.sink.jmx.class", "org.apache.spark.metrics.sink.JmxSink")
                    .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                    .config("spark.sql.session.timeZone", "UTC");
            INTERPRETING.forEach(builder::config);
            session = builder.getOrCreate();
        }
        return session;
    }

    /** Until it is closed, Spark compiles and adapts queries, as it does without us. */
    public static Compiling compiling() {
        INTERPRETING.keySet().forEach(session().conf()::unset);
        return () -> INTERPRETING.forEach(session().conf()::set);
    }

    /** Ends what {@link #compiling} began. */
    public interface Compiling extends AutoCloseable {
        @Override
        void close();
    }
}
