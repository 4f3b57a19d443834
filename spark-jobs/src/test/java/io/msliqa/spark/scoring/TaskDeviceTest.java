package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.scoring.TaskDevice.Offer;
import io.msliqa.spark.settings.ScoringJobSettings.DeviceChoice;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which GPU a task takes, of what it is told, of what Spark assigned, and of what the engine there can use. */
class TaskDeviceTest {

    /** An engine for GPUs that sees so many of them. */
    private static Gpus seeing(int count, boolean takesCpuInstead) {
        return new Engine(true, takesCpuInstead, count, Optional.empty());
    }

    private static Gpus forCpus(boolean takesCpuInstead) {
        return new Engine(false, takesCpuInstead, 0, Optional.of("it is for CPUs: bring another"));
    }

    private record Engine(boolean isForGpus, boolean takesCpuInstead, int count, Optional<String> trouble)
            implements Gpus {
        @Override
        public Optional<String> problem(int gpu) {
            return trouble;
        }
    }

    private static Offer assigned(DeviceChoice choice, String gpu) {
        return new Offer(choice, Optional.of(gpu), false, 7, "executor 3 on host");
    }

    private static Offer local(DeviceChoice choice, int partition) {
        return new Offer(choice, Optional.empty(), true, partition, "executor driver on host");
    }

    private static Offer withoutGpu(DeviceChoice choice) {
        return new Offer(choice, Optional.empty(), false, 7, "executor 3 on host");
    }

    private static void assertTakes(String gpu, Offer offer, Gpus gpus) {
        assertThat(TaskDevice.missing(offer, gpus)).isEmpty();
        assertThat(TaskDevice.address(offer, gpus)).contains(gpu);
    }

    private static void assertTakesTheCpu(Offer offer, Gpus gpus) {
        assertThat(TaskDevice.missing(offer, gpus)).isEmpty();
        assertThat(TaskDevice.address(offer, gpus)).isEmpty();
    }

    @Test
    void theAssignedGpuIsTaken() {
        for (boolean takesCpuInstead : new boolean[] {true, false}) {
            assertTakes("1", assigned(DeviceChoice.AUTO, "1"), seeing(2, takesCpuInstead));
            assertTakes("1", assigned(DeviceChoice.GPU, "1"), seeing(2, takesCpuInstead));
            assertTakesTheCpu(assigned(DeviceChoice.CPU, "1"), seeing(2, takesCpuInstead));
            assertTakesTheCpu(withoutGpu(DeviceChoice.AUTO), seeing(2, takesCpuInstead));
        }
    }

    @Test
    void inLocalModeTasksTakeGpusInTurnsIfAsked() {
        assertTakes("1", local(DeviceChoice.GPU, 5), seeing(2, true));
        assertTakes("0", local(DeviceChoice.GPU, 6), seeing(2, true));
        assertTakesTheCpu(local(DeviceChoice.AUTO, 5), seeing(2, true));
    }

    @Test
    void anAssignedGpuThatNobodyAskedForIsLeftByAnEngineThatCanDoWithout() {
        assertTakesTheCpu(assigned(DeviceChoice.AUTO, "0"), forCpus(true));
        assertThat(TaskDevice.missing(assigned(DeviceChoice.AUTO, "0"), forCpus(false)))
                .contains("Spark assigned GPU '0' to executor 3 on host, but it is for CPUs: bring another, or set"
                        + " scoring.device=cpu");
    }

    @Test
    void whatIsAskedForAndNotThereIsSaid() {
        assertThat(TaskDevice.missing(assigned(DeviceChoice.GPU, "0"), forCpus(true)))
                .hasValueSatisfying(said -> assertThat(said).startsWith("Spark assigned GPU '0'"));
        assertThat(TaskDevice.missing(local(DeviceChoice.GPU, 0), forCpus(true)))
                .contains("scoring.device is gpu, but it is for CPUs: bring another, or set scoring.device=cpu");
        assertThat(TaskDevice.missing(withoutGpu(DeviceChoice.GPU), seeing(1, true)))
                .hasValueSatisfying(said -> assertThat(said).contains("Spark assigned none"));
        assertThat(TaskDevice.missing(assigned(DeviceChoice.AUTO, "2"), seeing(2, true)))
                .hasValueSatisfying(said -> assertThat(said).contains("sees 2 GPUs"));
        assertThat(TaskDevice.missing(assigned(DeviceChoice.AUTO, "GPU-ab12"), seeing(2, true)))
                .hasValueSatisfying(said -> assertThat(said).contains("only numbered ones"));
    }

    /** An edition for GPUs whose libraries do not load: the user meant it, so no CPU takes its place in silence. */
    @Test
    void anEngineThatIsForGpusAndDoesNotStartIsSaid() {
        Gpus broken = new Engine(true, true, 1, Optional.of("libcublas is not there"));
        assertThat(TaskDevice.missing(assigned(DeviceChoice.AUTO, "0"), broken))
                .hasValueSatisfying(said -> assertThat(said).contains("but libcublas is not there"));
    }
}
