package io.msliqa.spark.scoring;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import io.msliqa.UserException;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;

/**
 * Chooses where a task's network runs: on the GPU that Spark gave it, or on the CPU.
 *
 * <p>In local mode Spark assigns no GPUs; where one is asked for, the tasks take this machine's in turns.
 */
final class TaskDevice {

    private static final String GPU = "gpu";

    private TaskDevice() {}

    /**
     * Asks the executors, before any picture is touched, whether a GPU is there that is asked for or assigned.
     *
     * @throws UserException if it is not, or none is assigned though asked for
     */
    static void require(DeviceChoice choice, SparkContext spark) {
        boolean assigned = spark.conf().getDouble("spark.task.resource.gpu.amount", 0) > 0;
        boolean wanted = choice == DeviceChoice.GPU || (assigned && choice == DeviceChoice.AUTO);
        if (wanted && !assigned && !spark.isLocal()) {
            throw new UserException("scoring.device is gpu, but Spark assigns none to tasks. Set"
                    + " spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount (see conf/gpu.conf), or"
                    + " set scoring.device=cpu");
        }
        if (!wanted) {
            return;
        }
        spark.setJobDescription("Looking for the GPUs");
        int slots = spark.defaultParallelism();
        List<String> missing = new JavaSparkContext(spark)
                .parallelize(List.<Integer>of(), slots)
                .<String>mapPartitions(
                        none -> missing(choice, TaskContext.get()).stream().iterator())
                .distinct()
                .collect();
        if (!missing.isEmpty()) {
            throw new UserException(String.join("\n", missing.stream().sorted().toList()));
        }
    }

    /**
     * The device of a task.
     *
     * @throws UserException if a GPU is asked for, or assigned, and not there
     */
    static Device of(DeviceChoice choice, TaskContext task) {
        Optional<String> missing = missing(choice, task);
        if (missing.isPresent()) {
            throw new UserException(missing.get());
        }
        return address(choice, task)
                .map(address -> Device.of(Device.Type.GPU, Integer.parseInt(address)))
                .orElse(Device.cpu());
    }

    private static Optional<String> address(DeviceChoice choice, TaskContext task) {
        if (choice == DeviceChoice.CPU) {
            return Optional.empty();
        }
        if (isAssigned(task)) {
            return Optional.of(task.resourcesJMap().get(GPU).addresses()[0]);
        }
        return choice == DeviceChoice.GPU && isLocal() ? Optional.of(inTurn(task)) : Optional.empty();
    }

    private static boolean isAssigned(TaskContext task) {
        ResourceInformation gpus = task.resourcesJMap().get(GPU);
        return gpus != null && gpus.addresses().length > 0;
    }

    private static boolean isLocal() {
        return SparkEnv.get().executorId().equals("driver");
    }

    /** The GPU to take in local mode: if there is none, the first one, which is then reported as missing. */
    private static String inTurn(TaskContext task) {
        int there = Engine.getEngine("PyTorch").getGpuCount();
        return Integer.toString(task.partitionId() % Math.max(1, there));
    }

    /** The problem with the task's GPU; none if the task needs no GPU. */
    private static Optional<String> missing(DeviceChoice choice, TaskContext task) {
        Optional<String> address = address(choice, task);
        if (address.isEmpty()) {
            return choice == DeviceChoice.GPU
                    ? Optional.of("scoring.device is gpu, but Spark assigned none to a task on " + executor())
                    : Optional.empty();
        }
        String given = isAssigned(task)
                ? "Spark assigned GPU '" + address.get() + "' to " + executor()
                : "scoring.device is gpu";
        if (!address.get().matches("\\d{1,4}")) {
            return Optional.of(given + ", but only numbered ones are known: let the discovery script print indices");
        }
        Engine engine = Engine.getEngine("PyTorch");
        if (!engine.hasCapability(StandardCapabilities.CUDA)) {
            return Optional.of(given + ", but the engine there is the one for CPUs: set PYTORCH_LIBRARY_PATH,"
                    + " PYTORCH_VERSION and PYTORCH_FLAVOR there (see docs/settings.md), or scoring.device=cpu");
        }
        if (Integer.parseInt(address.get()) >= engine.getGpuCount()) {
            return Optional.of(given + ", but the engine there sees " + engine.getGpuCount()
                    + " GPUs: look at the driver, at CUDA_VISIBLE_DEVICES, and whether LD_LIBRARY_PATH has libcudart's"
                    + " folder there (see docs/settings.md), or set scoring.device=cpu");
        }
        return Optional.empty();
    }

    private static String executor() {
        SparkEnv env = SparkEnv.get();
        return "executor " + env.executorId() + " on "
                + env.blockManager().blockManagerId().host();
    }
}
