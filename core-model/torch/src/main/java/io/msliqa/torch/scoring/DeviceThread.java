package io.msliqa.torch.scoring;

import ai.djl.Device;
import io.msliqa.work.Workers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * In which thread a device computes: on a CPU in that of the caller, on a GPU always in the same one.
 *
 * <p>A GPU does one thing after the other anyway, and cuDNN plans every convolution for every shape once a thread: seconds
 * for each scoring thread where they all call it themselves.
 */
final class DeviceThread {

    private static final Map<Device, Workers> THREADS = new ConcurrentHashMap<>();

    private DeviceThread() {}

    /**
     * What the work gives or throws; it must not call this itself. A caller that is interrupted still waits for the end,
     * for it frees the network afterwards.
     */
    static <T> T call(Device device, Supplier<T> work) {
        return device.isGpu() ? inItsThread(device, work) : work.get();
    }

    /** As {@link #call} on a GPU. */
    static <T> T inItsThread(Device device, Supplier<T> work) {
        Workers thread = THREADS.computeIfAbsent(device, wanted -> Workers.of("msliqa-" + wanted, 1));
        return thread.<T, RuntimeException>begin(work::get).atItsEnd();
    }
}
