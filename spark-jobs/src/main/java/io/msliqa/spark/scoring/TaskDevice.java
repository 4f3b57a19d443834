package io.msliqa.spark.scoring;

import ai.djl.Device;
import io.msliqa.spark.UserException;
import io.msliqa.spark.config.ScoringJobSettings.DeviceChoice;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Where a task's network runs: on the GPU that Spark gave it, or on the CPU. */
final class TaskDevice {

    private static final String GPU = "gpu";

    private TaskDevice() {}

    /** @throws UserException if a GPU is asked for and the cluster assigns none to tasks: said before any task starts */
    static void require(DeviceChoice choice, SparkConf conf) {
        if (choice == DeviceChoice.GPU && conf.getDouble("spark.task.resource.gpu.amount", 0) <= 0) {
            throw new UserException("scoring.device is gpu, but Spark assigns none to tasks. Set"
                    + " spark.executor.resource.gpu.amount and spark.task.resource.gpu.amount (see conf/gpu.conf), or"
                    + " set scoring.device=cpu");
        }
    }

    static Device of(DeviceChoice choice, TaskContext task) {
        ResourceInformation assigned = task.resourcesJMap().get(GPU);
        if (choice == DeviceChoice.CPU || (choice == DeviceChoice.AUTO && assigned == null)) {
            return Device.cpu();
        }
        if (assigned == null || assigned.addresses().length == 0) {
            throw new UserException("scoring.device is gpu, but Spark assigned none to this task");
        }
        return Device.of(Device.Type.GPU, address(assigned.addresses()[0]));
    }

    private static int address(String address) {
        try {
            return Integer.parseInt(address);
        } catch (NumberFormatException e) {
            throw new UserException(
                    "Spark assigned the GPU '" + address + "', but only numbered ones are known: let the"
                            + " discovery script print indices",
                    e);
        }
    }
}
