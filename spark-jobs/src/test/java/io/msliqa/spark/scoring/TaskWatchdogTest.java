package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TaskWatchdogTest {

    private final Semaphore hung = new Semaphore(0);

    @Test
    void aTaskThatGetsNothingDoneIsReportedOnceForEachLimit() throws InterruptedException {
        try (TaskWatchdog watchdog = new TaskWatchdog(Duration.ofMillis(40), hung::release)) {
            assertThat(hung.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
            watchdog.progress();
        }
    }

    @Test
    void aTaskThatGoesOnOrIsOverIsLeftAlone() throws InterruptedException {
        try (TaskWatchdog patient = new TaskWatchdog(Duration.ofMinutes(10), hung::release)) {
            patient.progress();
            assertThat(hung.tryAcquire(60, TimeUnit.MILLISECONDS)).isFalse();
        }
        new TaskWatchdog(Duration.ofMillis(20), hung::release).close();

        assertThat(hung.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    }
}
