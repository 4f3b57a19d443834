package io.msliqa.spark.session;

import io.msliqa.UserException;
import io.msliqa.spark.scoring.ScoringMetrics;
import java.util.Map;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The one place where a Spark session is made, with what the jobs need on any cluster.
 *
 * <p>A session that is there already (a test's, a notebook's) is used and left open.
 */
public final class Session implements AutoCloseable {

    /** Without a cluster: all cores, and a task that fails is tried three times, as on a cluster. */
    private static final String LOCAL = "local[*,3]";

    /**
     * Big activations stay with the process instead of going back to the kernel after each operation. One arena, because
     * Java's threads would each use another one. Without the last, a GPU computes float32 with 10 bits of 23, and scores are
     * a thousandth off.
     */
    private static final Map<String, String> EXECUTOR_ENVIRONMENT = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", "4294967296",
            "MALLOC_TRIM_THRESHOLD_", "8589934592",
            "MALLOC_TOP_PAD_", "67108864",
            "NVIDIA_TF32_OVERRIDE", "0",
            // It would keep an identity of the machine in its user's home, and send what it sees.
            "ORT_DISABLE_TELEMETRY", "1");

    /** No network look-ups by the engine; one inference thread, as the task slots are the threads. */
    private static final Map<String, String> ENGINE_PROPERTIES = EngineSetup.properties(1);

    private static final String SPARK = "4.2.";

    /** One and a half times what Spark keeps for itself. */
    private static final long LEAST_HEAP = 450L << 20;

    /** What Spark and the launcher call a program to which nobody gave a name. */
    private static final Set<String> NOBODYS_NAMES = Set.of("", "msliqa", "io.msliqa.spark.cli.Msliqa");

    private static final String METRICS = ScoringMetrics.class.getName();

    /**
     * S3A's own would try for minutes before they say that nobody is there, and do not know profiles or the roles of
     * Kubernetes. Throttling is still met with patience: that has limits of its own.
     */
    public static final Map<String, String> S3A = Map.of(
            "fs.s3a.aws.credentials.provider",
            "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider,"
                    + "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider,"
                    + "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider",
            // Pictures are read once and whole: a stream that fetches ahead and keeps parts would only take memory.
            "fs.s3a.input.stream.type",
            "classic",
            "fs.s3a.attempts.maximum",
            "3",
            "fs.s3a.retry.limit",
            "4",
            "fs.s3a.retry.interval",
            "300ms",
            "fs.s3a.connection.establish.timeout",
            "15s",
            "fs.s3a.connection.timeout",
            "30s");

    private final SparkSession spark;
    private final boolean ours;

    private Session(SparkSession spark, boolean ours) {
        this.spark = spark;
        this.ours = ours;
    }

    /**
     * Opens a session, or uses the one that is there.
     *
     * @param name as Spark's pages show it, if the user gave none
     * @param master where to run; if empty, as {@code spark-submit} says, else this machine
     */
    public static Session open(String name, String master) {
        EngineSetup.apply(ENGINE_PROPERTIES);
        if (SparkSession.getDefaultSession().isDefined()
                && !SparkSession.getDefaultSession().get().sparkContext().isStopped()) {
            return new Session(SparkSession.getDefaultSession().get(), false);
        }
        requireOurSpark();
        requireHeap();
        SparkConf conf = new SparkConf();
        if (NOBODYS_NAMES.contains(conf.get("spark.app.name", ""))) {
            conf.setAppName(name);
        }
        if (!master.isEmpty()) {
            conf.setMaster(master);
        }
        return new Session(SparkSession.builder().config(complete(conf)).getOrCreate(), true);
    }

    /** Another one would fail later, in words that say nothing. */
    private static void requireOurSpark() {
        String version = org.apache.spark.package$.MODULE$.SPARK_VERSION();
        if (!version.startsWith(SPARK)) {
            throw new UserException("This is Spark " + version + "; msliqa runs on Spark " + SPARK
                    + "x for Scala 2.13. Let SPARK_HOME be such a one, or unset it");
        }
    }

    /** Spark would say so, too, behind forty lines of trace. */
    private static void requireHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        if (heap < LEAST_HEAP) {
            throw new UserException("The driver's heap of " + (heap >> 20) + " MiB is too small for Spark, which wants "
                    + (LEAST_HEAP >> 20) + ". Give it more with --driver-memory or MSLIQA_DRIVER_MEMORY, such as 2g");
        }
    }

    /** What the user has not set otherwise. */
    static SparkConf complete(SparkConf conf) {
        conf.setIfMissing("spark.master", LOCAL);
        if (conf.get("spark.master").startsWith("local")) {
            if (System.getProperty("log4j2.configurationFile") == null) {
                conf.setIfMissing("spark.log.level", "WARN");
            }
            conf.setIfMissing("spark.executor.heartbeatInterval", "2s");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
        }
        if (conf.get("spark.master").matches("local(\\[.*])?")) {
            conf.setIfMissing("spark.hadoop.fs.file.impl", ProcesslessFileSystem.class.getName());
        }
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.sql.debug.maxToStringFields", "1000");
        conf.setIfMissing("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
        conf.setIfMissing("spark.sql.session.timeZone", "UTC");
        // No session here has classes of its own, which executors would ask the driver for, one by one, whenever Spark
        // compiles
        // a plan.
        conf.setIfMissing("spark.sql.artifact.isolation.enabled", "false");
        // The driver reads a list part by part, each as a whole: a part is then one row group, and not all of 128 MB on
        // a disk.
        conf.setIfMissing("spark.sql.files.maxPartitionBytes", "32m");
        // Two waves run at once, in a pool each.
        conf.setIfMissing("spark.scheduler.mode", "FAIR");
        // Pictures, networks and row groups lie outside what Spark shares out, and want more than the four tenths that
        // it leaves.
        conf.setIfMissing("spark.memory.fraction", "0.4");
        if (!conf.get("spark.plugins", "").contains(METRICS)) {
            conf.set(
                    "spark.plugins",
                    conf.contains("spark.plugins") ? conf.get("spark.plugins") + "," + METRICS : METRICS);
        }
        S3A.forEach((key, value) -> conf.setIfMissing("spark.hadoop." + key, value));
        EXECUTOR_ENVIRONMENT.forEach((key, value) -> conf.setIfMissing("spark.executorEnv." + key, value));
        StringBuilder options = new StringBuilder(conf.get("spark.executor.extraJavaOptions", ""));
        ENGINE_PROPERTIES.forEach((key, value) -> {
            if (options.indexOf("-D" + key + "=") < 0) {
                options.append(" -D").append(key).append('=').append(value);
            }
        });
        conf.set("spark.executor.extraJavaOptions", options.toString().strip());
        return conf;
    }

    public SparkSession spark() {
        return spark;
    }

    /** Stops the session if it was made here. */
    @Override
    public void close() {
        if (ours) {
            spark.stop();
        }
    }
}
