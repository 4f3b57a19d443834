package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.spark.SharedSpark;
import io.msliqa.work.Workers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wave of real tasks, two slots, and a gate that each task waits at. */
@Timeout(60)
class WaveSparkTest {

    /** Static, because tasks are sent as bytes, even to this JVM. */
    private static Semaphore gate;

    private final AtomicLong done = new AtomicLong();
    private final SparkContext context = SharedSpark.session().sparkContext();

    private static Wave.Plan plan(int tasks, int pictures) {
        List<ScoringTask> some = Collections.nCopies(pictures / tasks, null);
        return new Wave.Plan("test-" + UUID.randomUUID(), 1, "A test's wave", Collections.nCopies(tasks, some), 2);
    }

    private Runnable tasks(int count) {
        gate = new Semaphore(0);
        return () -> done.set(new JavaSparkContext(context)
                .parallelize(Collections.nCopies(count, 1), count)
                .map(number -> {
                    gate.acquire();
                    return number;
                })
                .count());
    }

    @Test
    void theTailBeginsWhenTheLastTasksHaveASlot() throws Exception {
        try (Workers threads = Workers.of("test", 2)) {
            Wave wave = Wave.begin(context, threads, plan(5, 50), tasks(5));
            var tail = threads.<Boolean, RuntimeException>begin(wave::awaitTail);

            gate.release(2);
            assertThat(tail.endsWithin(Duration.ofMillis(300))).isFalse();
            gate.release();
            assertThat(tail.result()).isFalse();
            gate.release(2);

            wave.published();
            assertThat(done).hasValue(5);
            assertThat(wave.awaitTail()).isTrue();
        }
    }

    @Test
    void aWaveWhoseTasksAllBeginAtOnceHasNoTail() {
        try (Workers threads = Workers.of("test", 2)) {
            Wave wave = Wave.begin(context, threads, plan(2, 10), tasks(2));
            var tail = threads.<Boolean, RuntimeException>begin(wave::awaitTail);

            assertThat(tail.endsWithin(Duration.ofMillis(300))).isFalse();
            gate.release(2);

            assertThat(tail.result()).isTrue();
        }
    }

    @Test
    void whatFailsEndsTheWaitAndIsThrownToWhoWantsTheWave() {
        IllegalStateException failure = new IllegalStateException("no room");
        try (Workers threads = Workers.of("test", 1)) {
            Wave wave = Wave.begin(context, threads, plan(5, 50), () -> {
                throw failure;
            });

            assertThat(wave.awaitTail()).isTrue();
            assertThatThrownBy(wave::published).isSameAs(failure);
        }
    }

    @Test
    void aWaveThatIsStoppedEndsBeforeItsTasksHave() {
        try (Workers threads = Workers.of("test", 1)) {
            Wave wave = Wave.begin(context, threads, plan(5, 50), tasks(5));

            wave.stop();

            assertThatThrownBy(wave::published).hasMessageContaining("cancelled");
            gate.release(5);
        }
    }

    @Test
    void theTailHoldsThePicturesOfAsManyTasksAsThereAreSlots() {
        assertThat(plan(16, 64).tail()).isEqualTo(8);
        assertThat(plan(3, 9).tail()).isEqualTo(6);
        assertThat(plan(2, 9).tail()).isZero();
    }
}
