package io.msliqa.spark.cli;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.msliqa.spark.UserException;
import io.msliqa.spark.config.ScoringJobSettings.DeviceChoice;

/** Sets the engine up for work on one machine without Spark, where all cores serve one network. */
final class EngineThreads {

    private EngineThreads() {}

    /** How many threads a setting means: itself, or one a core for 0. Must come before the engine's first use. */
    static int use(int setting) {
        int threads = setting == 0 ? Runtime.getRuntime().availableProcessors() : setting;
        setIfMissing("ai.djl.offline", "true");
        setIfMissing("ai.djl.pytorch.num_threads", Integer.toString(threads));
        setIfMissing("ai.djl.pytorch.num_interop_threads", "1");
        setIfMissing("java.awt.headless", "true");
        return threads;
    }

    private static void setIfMissing(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    /**
     * The device a setting means.
     *
     * @throws UserException if a GPU is asked for and there is none
     */
    static Device device(DeviceChoice choice) {
        boolean gpu = Engine.getEngine("PyTorch").getGpuCount() > 0;
        return switch (choice) {
            case CPU -> Device.cpu();
            case AUTO -> gpu ? Device.gpu(0) : Device.cpu();
            case GPU -> {
                if (!gpu) {
                    throw new UserException("training.device is gpu, but the engine sees no GPU on this machine; see"
                            + " docs/settings.md for the libraries it needs, or set training.device=cpu");
                }
                yield Device.gpu(0);
            }
        };
    }
}
