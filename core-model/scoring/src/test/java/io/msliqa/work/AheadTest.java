package io.msliqa.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AheadTest {

    @Test
    void thingsComeInTheirOrderAndThenAnEnd() {
        try (Ahead<Integer> ahead = Ahead.begin("test", 3, taker -> {
            for (int i = 0; i < 100; i++) {
                taker.take(i);
            }
        })) {
            List<Integer> taken = new ArrayList<>();
            ahead.forEachRemaining(taken::add);

            assertThat(taken).hasSize(100).isSorted();
            assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void noMoreIsMadeThanThereIsRoomFor() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        try (Ahead<Integer> ahead = Ahead.begin("test", 3, taker -> {
            while (true) {
                taker.take(made.incrementAndGet());
            }
        })) {
            for (int i = 1; i <= 10; i++) {
                assertThat(ahead.next()).isEqualTo(i);
                assertThat(made.get()).isLessThanOrEqualTo(i + 4);
            }
        }
    }

    @Test
    void failuresOfAnyKindComeAfterWhatWasMadeBeforeAndEverAfter() {
        for (Throwable problem : List.of(new IllegalArgumentException("a"), new OutOfMemoryError("b"))) {
            try (Ahead<String> ahead = Ahead.begin("test", 3, taker -> {
                taker.take("made");
                if (problem instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) problem;
            })) {
                assertThat(ahead.next()).isEqualTo("made");
                assertThatThrownBy(ahead::hasNext).isSameAs(problem);
                assertThatThrownBy(ahead::next).isSameAs(problem);
            }
        }
    }

    @Test
    void closingStopsTheMakingAndWhoWaitsHearsOfIt() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Ahead<String> ahead = Ahead.begin("test", 1, taker -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                stopped.countDown();
            }
        });

        ahead.close();

        stopped.await();
        assertThatThrownBy(ahead::next).isInstanceOf(StoppedException.class);
    }

    @Test
    void anInterruptedWaitStaysInterrupted() {
        try (Ahead<String> ahead = Ahead.begin("test", 1, taker -> new CountDownLatch(1).await())) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(ahead::hasNext).isInstanceOf(StoppedException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
