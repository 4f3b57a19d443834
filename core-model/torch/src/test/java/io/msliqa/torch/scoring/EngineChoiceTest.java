package io.msliqa.torch.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.msliqa.network.Arithmetic;
import io.msliqa.scoring.CpuEngines;
import io.msliqa.scoring.OnnxEngine;
import io.msliqa.scoring.XnnpackEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineChoiceTest {

    @Test
    void autoTakesTheFastestThatComputesThere() {
        assertThat(on(EngineChoice.AUTO, Device.cpu(), Arithmetic.FLOAT32))
                .hasSameClassAs(CpuEngines.fastest())
                .isInstanceOf(XnnpackEngine.class);
        assertThat(on(EngineChoice.AUTO, Device.cpu(), Arithmetic.FLOAT16)).isInstanceOf(TorchEngine.class);
        assertThat(on(EngineChoice.AUTO, Device.gpu(), Arithmetic.FLOAT32)).isInstanceOf(TorchEngine.class);
    }

    @Test
    void whatIsNamedIsTaken() {
        assertThat(on(EngineChoice.XNNPACK, Device.cpu(), Arithmetic.FLOAT32)).isInstanceOf(XnnpackEngine.class);
        assertThat(on(EngineChoice.ONNXRUNTIME, Device.cpu(), Arithmetic.FLOAT32))
                .isInstanceOf(OnnxEngine.class);
        assertThat(on(EngineChoice.PYTORCH, Device.cpu(), Arithmetic.FLOAT32)).isInstanceOf(TorchEngine.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineChoice.class,
            names = {"XNNPACK", "ONNXRUNTIME"})
    void thoseForCpusAreForFloat32Alone(EngineChoice choice) {
        assertThatThrownBy(() -> on(choice, Device.gpu(), Arithmetic.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(choice + " scores on the CPU in float32");
        assertThatThrownBy(() -> on(choice, Device.cpu(), Arithmetic.BFLOAT16))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Object on(EngineChoice choice, Device device, Arithmetic arithmetic) {
        return choice.on(device, arithmetic, false);
    }
}
