package io.msliqa.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

    /** Never opened. */
    private final CountDownLatch never = new CountDownLatch(1);

    private Void hang() throws InterruptedException {
        never.await();
        return null;
    }

    /** Work that takes no notice of being stopped. */
    private static boolean stubborn(CountDownLatch begun, AtomicBoolean ended) {
        begun.countDown();
        long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        ended.set(true);
        return Thread.interrupted();
    }

    @Test
    void whatTheWorkThrowsReachesWhoWaitsAsItIs() {
        try (Workers workers = Workers.of("test", 2)) {
            for (Throwable problem :
                    List.of(new IllegalArgumentException("a"), new IOException("b"), new OutOfMemoryError("c"))) {
                Pending<Void, IOException> pending = workers.begin(() -> {
                    if (problem instanceof IOException checked) {
                        throw checked;
                    }
                    if (problem instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) problem;
                });

                assertThatThrownBy(pending::result).isSameAs(problem);
                assertThatThrownBy(pending::atItsEnd).isSameAs(problem);
                assertThatThrownBy(() -> pending.within(Duration.ofMinutes(1))).isSameAs(problem);
            }
        }
    }

    @Test
    void workThatIsLateIsLeftBehind() throws Exception {
        Workers workers = Workers.oneForEach("test");

        assertThatThrownBy(() -> workers.begin(this::hang).within(Duration.ofMillis(20)))
                .isInstanceOf(TimeoutException.class);
        assertThat(workers.begin(() -> "next").within(Duration.ofMinutes(1))).isEqualTo("next");
        workers.leave();
    }

    @Test
    void aLookWhetherItHasEndedLeavesTheWorkAlone() {
        CountDownLatch gate = new CountDownLatch(1);
        try (Workers workers = Workers.of("test", 1)) {
            Pending<String, RuntimeException> pending = workers.begin(() -> {
                gate.await();
                return "done";
            });

            assertThat(pending.endsWithin(Duration.ofMillis(20))).isFalse();
            gate.countDown();
            assertThat(pending.endsWithin(Duration.ofMinutes(1))).isTrue();
            assertThat(pending.result()).isEqualTo("done");
            assertThat(workers.begin(() -> {
                                throw new IllegalStateException();
                            })
                            .endsWithin(Duration.ofMinutes(1)))
                    .isTrue();
        }
    }

    @Test
    void anInterruptedWaitStaysInterrupted() {
        Workers workers = Workers.of("test", 1);
        Pending<Void, RuntimeException> pending = workers.begin(this::hang);
        Thread.currentThread().interrupt();

        assertThatThrownBy(pending::result).isInstanceOf(StoppedException.class);
        assertThat(Thread.interrupted()).isTrue();
        workers.close();
    }

    @Test
    void whoWaitsForTheEndWaitsForItAlsoWhenInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (Workers workers = Workers.of("test", 1)) {
            Pending<Boolean, RuntimeException> pending = workers.begin(() -> stubborn(begun, ended));
            begun.await();
            Thread.currentThread().interrupt();

            assertThatThrownBy(pending::atItsEnd).isInstanceOf(StoppedException.class);
            assertThat(ended).isTrue();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingReturnsWhenNothingRunsAnyMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Workers workers = Workers.of("test", 1);
        Pending<Boolean, RuntimeException> running = workers.begin(() -> stubborn(begun, ended));
        begun.await();
        Thread.currentThread().interrupt();

        workers.close();

        assertThat(ended).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(running.result()).isTrue();
    }

    @Test
    void whatWaitedItsTurnOrComesAfterTheEndIsStoppedRatherThanForgotten() {
        Workers workers = Workers.of("test", 1);
        Pending<Void, RuntimeException> running = workers.begin(this::hang);
        Pending<String, RuntimeException> waiting = workers.begin(() -> "never");

        workers.close();

        assertThatThrownBy(running::result).isInstanceOf(StoppedException.class);
        assertThatThrownBy(waiting::result).isInstanceOf(StoppedException.class);
        assertThatThrownBy(() -> workers.begin(() -> "late").result()).isInstanceOf(StoppedException.class);
    }
}
