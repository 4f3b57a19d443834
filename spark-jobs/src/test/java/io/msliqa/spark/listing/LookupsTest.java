package io.msliqa.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookupsTest {

    @Test
    void manyAreAskedAtOnceAndAnswersComeInOrder() {
        CyclicBarrier all = new CyclicBarrier(Lookups.AT_ONCE);
        List<Integer> answers = new ArrayList<>();
        Thread caller = Thread.currentThread();

        Lookups.inOrder(IntStream.range(0, 10 * Lookups.AT_ONCE).iterator(), item -> {
            await(all);
            return () -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                answers.add(item);
            };
        });

        assertThat(answers)
                .isEqualTo(IntStream.range(0, 10 * Lookups.AT_ONCE).boxed().toList());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("fewer than " + Lookups.AT_ONCE + " at once", e);
        }
    }

    @Test
    void aListWithoutEndIsReadNoFurtherThanItsAnswersAreTaken() {
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(
                        () -> Lookups.inOrder(IntStream.iterate(0, i -> i + 1).iterator(), item -> {
                            asked.incrementAndGet();
                            return () -> {
                                if (item == 1000) {
                                    throw new UserException("enough");
                                }
                            };
                        }))
                .isInstanceOf(UserException.class)
                .hasMessage("enough");
        assertThat(asked).hasValueLessThanOrEqualTo(1001 + 4 * Lookups.AT_ONCE);
    }

    @Test
    void whatALookUpThrowsTheCallerThrows() {
        assertThatThrownBy(() -> Lookups.inOrder(List.of("a").iterator(), item -> {
                    throw new UserException("no such " + item);
                }))
                .isInstanceOf(UserException.class)
                .hasMessage("no such a");
    }
}
