package io.msliqa.torch.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceThreadTest {

    @Test
    void aCpuComputesInTheThreadThatAsks() {
        assertThat(DeviceThread.call(Device.cpu(), Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void aGpuComputesInOneThreadWhoeverAsks() {
        Set<Thread> threads = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> DeviceThread.call(Device.gpu(7), Thread::currentThread))
                .collect(Collectors.toSet());
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(DeviceThread.call(Device.gpu(8), Thread::currentThread)).isNotIn(threads);
    }

    @Test
    void whatTheWorkThrowsIsThrownAsItIs() {
        for (Throwable problem : List.of(new IllegalArgumentException("a"), new OutOfMemoryError("b"))) {
            assertThatThrownBy(() -> DeviceThread.call(Device.gpu(7), () -> {
                        if (problem instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) problem;
                    }))
                    .isSameAs(problem);
        }
    }
}
