package io.msliqa.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.network.ModelException;
import io.msliqa.onnx.OnnxDevice;
import io.msliqa.onnx.OnnxFile;
import io.msliqa.protocol.Protocols;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ONNX Runtime of the tests is the edition for CPUs, as the shipped one is. */
class OnnxDeviceTest {

    @Test
    void theEditionForCpusSaysWhatToBringForAGpu() {
        assertThat(OnnxDevice.hasCuda()).isFalse();
        assertThat(OnnxDevice.problem(0)).hasValueSatisfying(problem -> assertThat(problem)
                .contains("the one for CPUs", "onnxruntime.native.path", "onnxruntime_gpu", "docs/networks.md"));
    }

    @Test
    void aNetworkThatIsToComputeOnAGpuNeverComputesElsewhere(@TempDir Path folder) {
        Path network = TinyNetwork.brightness().write(folder, Protocols.with()).resolve(NetworkFolder.ONNX);

        OnnxFile.load(network, new OnnxDevice.Cpu()).close();
        assertThatThrownBy(() -> OnnxFile.load(network, new OnnxDevice.Cuda(3)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("on GPU 3");
    }

    @Test
    void gpusAreCountedFromZero() {
        assertThatThrownBy(() -> new OnnxDevice.Cuda(-1)).hasMessageContaining("GPU -1");
    }
}
