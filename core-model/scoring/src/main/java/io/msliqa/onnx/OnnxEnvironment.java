package io.msliqa.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * ONNX Runtime in this process.
 *
 * <p>When it starts (1.29) it searches the process's command line by a recursion as deep as that is long. A class path of
 * some thousand characters is more than an ordinary thread's stack holds, and the process then ends without a word; so a
 * thread with a larger one starts it.
 */
final class OnnxEnvironment {

    /** Linux allows command lines of 2 MB, each character of which takes some 260 bytes; what is not used costs nothing. */
    private static final long STACK_BYTES = 576L << 20;

    private static OrtEnvironment environment;

    private OnnxEnvironment() {}

    static synchronized OrtEnvironment get() {
        if (environment == null) {
            environment = start();
        }
        return environment;
    }

    private static OrtEnvironment start() {
        Telemetry.forbid();
        FutureTask<OrtEnvironment> start = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, start, "msliqa-onnxruntime-start", STACK_BYTES).start();
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime does not start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while ONNX Runtime was starting", e);
        }
    }
}
