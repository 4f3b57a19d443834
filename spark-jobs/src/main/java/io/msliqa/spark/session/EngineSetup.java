package io.msliqa.spark.session;

import ai.djl.Device;
import ai.djl.engine.Engine;
import io.msliqa.UserException;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the engine is set up in a JVM; must come before its first use. */
public final class EngineSetup {

    private EngineSetup() {}

    /** No network look-ups, and so many threads for one operation. */
    static Map<String, String> properties(int threads) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("ai.djl.offline", "true");
        properties.put("ai.djl.pytorch.num_threads", Integer.toString(threads));
        properties.put("ai.djl.pytorch.num_interop_threads", "1");
        properties.put("java.awt.headless", "true");
        return properties;
    }

    /** Sets what the user has not set otherwise. */
    static void apply(Map<String, String> properties) {
        properties.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }

    /** For work without Spark, where all cores serve one network: the threads that a setting means, 0 for one a core. */
    public static int forOneMachine(int setting) {
        int threads = setting == 0 ? Runtime.getRuntime().availableProcessors() : setting;
        apply(properties(threads));
        return threads;
    }

    /**
     * The device a training's setting means.
     *
     * @throws UserException if a GPU is asked for and there is none
     */
    public static Device device(DeviceChoice choice) {
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
