package io.msliqa.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler;

/** A real YARN on loopback, a resource manager and two node managers, whose containers are processes of this machine. */
public final class YarnCluster implements AutoCloseable {

    private final Path folder;
    private final MiniYARNCluster cluster;

    private YarnCluster(Path folder, MiniYARNCluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    /** Starts it, with all that it writes in a folder. */
    public static YarnCluster start(Path folder) throws IOException {
        Files.createDirectories(folder);
        System.setProperty("test.build.data", folder.toString());
        YarnConfiguration settings = new YarnConfiguration();
        settings.set(YarnConfiguration.RM_SCHEDULER, FifoScheduler.class.getName());
        settings.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
        settings.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
        settings.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, false);
        settings.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 100);
        MiniYARNCluster cluster = new MiniYARNCluster("yarn", 2, 1, 1);
        cluster.init(settings);
        cluster.start();
        YarnCluster started = new YarnCluster(folder, cluster);
        started.writeClientSettings();
        LaidOutSpark.in(
                folder.resolve("spark"), jar -> jar.getFileName().toString().startsWith("spark-yarn_"));
        return started;
    }

    private void writeClientSettings() throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Configuration settings = new Configuration(cluster.getConfig());
        // What containers see of their node comes from its environment.
        settings.set(YarnConfiguration.YARN_APPLICATION_CLASSPATH, "");
        try (OutputStream out = Files.newOutputStream(conf.resolve("yarn-site.xml"))) {
            settings.writeXml(out);
        }
    }

    /** How a client finds it. */
    public Map<String, String> environment() {
        return Map.of(
                "HADOOP_CONF_DIR",
                folder.resolve("conf").toString(),
                "SPARK_HOME",
                folder.resolve("spark").toString());
    }

    /** Spark's jars as each node has them, so that they need not travel. */
    public String sparkJars() {
        return "local:" + folder.resolve("spark/jars") + "/*";
    }

    /** What all containers have written. */
    public String logs() {
        return ProcessLogs.below(folder);
    }

    @Override
    public void close() {
        cluster.stop();
    }
}
