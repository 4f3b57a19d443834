package io.msliqa.onnx;

import com.sun.jna.Library;
import io.msliqa.natives.NativeAccess;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ONNX Runtime from telling its maker what it sees. As it starts it gives the machine an identity and begins a store
 * of events under {@code ~/.cache/Microsoft}; only the environment of the process forbids that, which Java cannot write.
 */
final class Telemetry {

    private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

    private static final String SETTING = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {}

    /** The system's own functions. */
    interface SystemLibrary extends Library {
        /** Sets a variable of this process's environment; one that is there is kept if {@code overwrite} is 0. */
        int setenv(String name, String value, int overwrite);
    }

    /** Before it starts. What the user has set stands. */
    static void forbid() {
        if (System.getenv(SETTING) != null || System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try {
            NativeAccess.open("c", SystemLibrary.class, Map.of()).setenv(SETTING, "1", 0);
        } catch (LinkageError e) {
            LOG.warn("ONNX Runtime's telemetry cannot be forbidden from here; set {}=1 in the environment", SETTING, e);
        }
    }
}
