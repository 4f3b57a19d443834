package io.msliqa.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.util.Optional;

/** Where ONNX Runtime computes a network of others. */
public sealed interface OnnxDevice {

    /** The CPU, in the caller's thread alone. */
    record Cpu() implements OnnxDevice {}

    /** A GPU of NVIDIA's. The user brings the edition of ONNX Runtime that has CUDA, and CUDA's own libraries. */
    record Cuda(int number) implements OnnxDevice {

        /** Checks the number. */
        public Cuda {
            if (number < 0) {
                throw new IllegalArgumentException("GPU " + number + ": they are counted from 0");
            }
        }
    }

    /** Whether the ONNX Runtime of this JVM is the edition for GPUs. That its libraries or a GPU are there, it does not say. */
    static boolean hasCuda() {
        OnnxEnvironment.get();
        return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    }

    /** Why no network can compute on a GPU in this JVM, to be read after "but"; empty if nothing speaks against it. */
    static Optional<String> problem(int gpu) {
        if (!hasCuda()) {
            return Optional.of(
                    "ONNX Runtime there is the one for CPUs: let onnxruntime.native.path name the libraries out"
                            + " of onnxruntime_gpu's jar there (see docs/networks.md)");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OnnxFile.addCuda(options, gpu);
            return Optional.empty();
        } catch (OrtException e) {
            return Optional.of("ONNX Runtime there cannot use it ("
                    + e.getMessage().strip()
                    + "): look whether LD_LIBRARY_PATH has the folders of CUDA's and cuDNN's libraries there (see"
                    + " docs/networks.md)");
        }
    }
}
