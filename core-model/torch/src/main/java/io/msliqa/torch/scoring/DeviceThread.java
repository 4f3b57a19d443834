package io.msliqa.torch.scoring;

import ai.djl.Device;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * In which thread a device computes: on a CPU in that of the caller, on a GPU always in the same one.
 *
 * <p>A GPU does one thing after the other anyway, and cuDNN plans every convolution for every shape once a thread: seconds
 * for each scoring thread where they all call it themselves.
 */
final class DeviceThread {

    private static final Map<Device, ExecutorService> THREADS = new ConcurrentHashMap<>();

    private DeviceThread() {}

    /** What the work gives or throws; it must not call this itself. */
    static <T> T call(Device device, Supplier<T> work) {
        return device.isGpu() ? inItsThread(device, work) : work.get();
    }

    /** As {@link #call} on a GPU. */
    static <T> T inItsThread(Device device, Supplier<T> work) {
        ExecutorService thread = THREADS.computeIfAbsent(device, DeviceThread::begin);
        try {
            return thread.submit(work::get).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Scoring was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static ExecutorService begin(Device device) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "msliqa-" + device);
            thread.setDaemon(true);
            return thread;
        });
    }
}
