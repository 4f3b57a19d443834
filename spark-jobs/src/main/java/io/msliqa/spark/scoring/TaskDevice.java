package io.msliqa.spark.scoring;

import ai.djl.Device;
import io.msliqa.UserException;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /**
     * What a task is told and given.
     *
     * @param assigned the GPU that Spark assigned to it
     * @param local whether it runs in the driver, where Spark assigns none
     * @param partition its number
     * @param executor where it runs, to be read
     */
    record Offer(DeviceChoice choice, Optional<String> assigned, boolean local, int partition, String executor) {

        static Offer to(TaskContext task, DeviceChoice choice) {
            ResourceInformation gpus = task.resourcesJMap().get(GPU);
            SparkEnv env = SparkEnv.get();
            return new Offer(
                    choice,
                    gpus == null
                            ? Optional.empty()
                            : Arrays.stream(gpus.addresses()).findFirst(),
                    env.executorId().equals("driver"),
                    task.partitionId(),
                    "executor " + env.executorId() + " on "
                            + env.blockManager().blockManagerId().host());
        }
    }

    private TaskDevice() {}

    /**
     * Asks the executors, before any picture is touched, whether a GPU is there that is asked for or assigned.
     *
     * @param engines that are to compute
     * @throws UserException if it is not, or none is assigned though asked for
     */
    static void require(DeviceChoice choice, Set<GpuEngine> engines, SparkContext spark) {
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
        List<GpuEngine> asked = new ArrayList<>(engines);
        List<String> missing = new JavaSparkContext(spark)
                .parallelize(List.<Integer>of(), slots)
                .<String>mapPartitions(none ->
                        missing(Offer.to(TaskContext.get(), choice), asked).iterator())
                .distinct()
                .collect();
        if (!missing.isEmpty()) {
            throw new UserException(String.join("\n", missing.stream().sorted().toList()));
        }
    }

    private static List<String> missing(Offer offer, List<GpuEngine> engines) {
        return engines.stream()
                .flatMap(engine -> missing(offer, engine).stream())
                .toList();
    }

    /**
     * The device of a task.
     *
     * @throws UserException if a GPU is asked for, or assigned, and not there
     */
    static Device of(DeviceChoice choice, GpuEngine engine, TaskContext task) {
        Offer offer = Offer.to(task, choice);
        Optional<String> missing = missing(offer, engine);
        if (missing.isPresent()) {
            throw new UserException(missing.get());
        }
        return address(offer, engine)
                .map(address -> Device.of(Device.Type.GPU, Integer.parseInt(address)))
                .orElse(Device.cpu());
    }

    /** The GPU that a task is to take; none for the CPU. In local mode, if there is none, the first: it is then missing. */
    static Optional<String> address(Offer offer, Gpus gpus) {
        if (offer.choice() == DeviceChoice.CPU) {
            return Optional.empty();
        }
        if (offer.assigned().isPresent()) {
            boolean left = offer.choice() == DeviceChoice.AUTO && gpus.takesCpuInstead() && !gpus.isForGpus();
            return left ? Optional.empty() : offer.assigned();
        }
        return offer.choice() == DeviceChoice.GPU && offer.local()
                ? Optional.of(Integer.toString(offer.partition() % Math.max(1, gpus.count())))
                : Optional.empty();
    }

    /** The problem with the task's GPU; none if the task needs no GPU. */
    static Optional<String> missing(Offer offer, Gpus gpus) {
        Optional<String> address = address(offer, gpus);
        if (address.isEmpty()) {
            return offer.choice() == DeviceChoice.GPU
                    ? Optional.of("scoring.device is gpu, but Spark assigned none to a task on " + offer.executor())
                    : Optional.empty();
        }
        String given = offer.assigned().isPresent()
                ? "Spark assigned GPU '" + address.get() + "' to " + offer.executor()
                : "scoring.device is gpu";
        if (!address.get().matches("\\d{1,4}")) {
            return Optional.of(given + ", but only numbered ones are known: let the discovery script print indices");
        }
        int gpu = Integer.parseInt(address.get());
        if (gpus.isForGpus() && gpu >= gpus.count()) {
            return Optional.of(given + ", but the engine there sees " + gpus.count()
                    + " GPUs: look at the driver, at CUDA_VISIBLE_DEVICES, and whether LD_LIBRARY_PATH has libcudart's"
                    + " folder there (see docs/settings.md), or set scoring.device=cpu");
        }
        return gpus.problem(gpu).map(problem -> given + ", but " + problem + ", or set scoring.device=cpu");
    }
}
