package io.msliqa.spark.scoring;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.cuda.CudaUtils;
import io.msliqa.onnx.OnnxDevice;
import java.util.Optional;

/** What computes a model's network where a task has a GPU. */
public enum GpuEngine implements Gpus {
    /** Of this project's models and TorchScript. */
    PYTORCH {
        @Override
        public boolean isForGpus() {
            return Engine.getEngine("PyTorch").hasCapability(StandardCapabilities.CUDA);
        }

        @Override
        public boolean takesCpuInstead() {
            return false;
        }

        @Override
        public int count() {
            return Engine.getEngine("PyTorch").getGpuCount();
        }

        @Override
        public Optional<String> problem(int gpu) {
            return isForGpus()
                    ? Optional.empty()
                    : Optional.of("the engine there is the one for CPUs: set PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and"
                            + " PYTORCH_FLAVOR there (see docs/settings.md)");
        }
    },
    /** Of networks of others in ONNX files. */
    ONNX_RUNTIME {
        @Override
        public boolean isForGpus() {
            return OnnxDevice.hasCuda();
        }

        @Override
        public boolean takesCpuInstead() {
            return true;
        }

        @Override
        public int count() {
            return CudaUtils.getGpuCount();
        }

        @Override
        public Optional<String> problem(int gpu) {
            return OnnxDevice.problem(gpu);
        }
    }
}
