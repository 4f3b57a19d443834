package io.msliqa.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real standalone cluster of Spark on loopback: a master and workers, each a process of the Spark that the build lays out. */
public final class StandaloneCluster implements AutoCloseable {

    private static final Path SPARK = Path.of("../submit/target/spark-home").toAbsolutePath();
    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    private StandaloneCluster(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = freePort();
        this.master = start("master", "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
    }

    /** Starts a master and waits until it listens. */
    public static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
        StandaloneCluster cluster = new StandaloneCluster(folder);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!cluster.listens()) {
            if (!cluster.master.isAlive() || System.nanoTime() > end) {
                cluster.close();
                throw new IllegalStateException("The master does not start: " + folder.resolve("master.log"));
            }
            Thread.sleep(100);
        }
        return cluster;
    }

    /**
     * Adds a worker.
     *
     * @param properties of Spark, such as {@code spark.worker.resource.gpu.amount 1}, a line each
     */
    public void addWorker(int cores, String properties) throws IOException {
        String name = "worker-" + workers.size();
        Path file = Files.writeString(folder.resolve(name + ".properties"), properties);
        workers.add(start(
                name,
                "org.apache.spark.deploy.worker.Worker",
                "--cores",
                Integer.toString(cores),
                "--memory",
                "3g",
                "--work-dir",
                folder.resolve(name).toString(),
                "--properties-file",
                file.toString(),
                url()));
    }

    private Process start(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(SPARK.resolve("bin/spark-class").toString(), type, "--host", HOST, "--webui-port", "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), name + ".log"));
        builder.environment().put("SPARK_LOCAL_IP", HOST);
        builder.environment().put("SPARK_DAEMON_MEMORY", "256m");
        return builder.start();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As {@code --master} wants it. */
    public String url() {
        return "spark://" + HOST + ":" + port;
    }

    /** Kills a worker and its executors with SIGKILL, as when its machine is gone. */
    public void killWorker(int worker) {
        List<ProcessHandle> executors = executors(worker);
        workers.get(worker).destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills a worker's executors with SIGKILL; returns how many there were. */
    public int killExecutors(int worker) {
        List<ProcessHandle> executors = executors(worker);
        executors.forEach(ProcessHandle::destroyForcibly);
        return executors.size();
    }

    private List<ProcessHandle> executors(int worker) {
        return workers.get(worker)
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    /** What the executors of all workers have written to standard error, or their drivers to either. */
    public String logs() {
        return ProcessLogs.below(folder);
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(workers);
        all.add(master);
        for (Process process : all) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
