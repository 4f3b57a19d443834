package io.msliqa.torch.scoring;

import ai.djl.Device;
import io.msliqa.work.Workers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs work in the thread in which a device computes: on a CPU the caller's, on a GPU always the same one.
 *
 * <p>A GPU does one thing after the other anyway, and cuDNN plans every convolution for every shape once a thread: seconds for
 * each scoring thread where they all call it themselves. What waits for the device, such as fetching a result, is better done by
 * the caller: meanwhile this thread tells the device what to do for others.
 */
final class DeviceThread {

    private static final Map<Device, Workers> THREADS = new ConcurrentHashMap<>();

    private DeviceThread() {}

    /**
     * Runs the work and returns what it returns, or throws what it throws. The work must not call this itself. An interrupted
     * caller still waits for the end, because it frees the network afterwards.
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
