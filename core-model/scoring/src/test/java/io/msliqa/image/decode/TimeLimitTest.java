package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** Never opened. */
    private final CountDownLatch never = new CountDownLatch(1);

    private Void hang() throws InterruptedException {
        never.await();
        return null;
    }

    private static FailureReason reason(Throwable failure) {
        return ((ImageException) failure).reason();
    }

    @Test
    void workInTimeReturnsWhatItDoesAndThrowsWhatItThrows() throws Exception {
        ImageException corrupt = new ImageException(FailureReason.CORRUPT, "broken");

        assertThat(TimeLimit.<String>within(LONG, () -> "pixels")).isEqualTo("pixels");
        assertThatThrownBy(() -> TimeLimit.within(LONG, () -> {
                    throw corrupt;
                }))
                .isSameAs(corrupt);
        assertThatThrownBy(() -> TimeLimit.within(LONG, () -> {
                    throw new StackOverflowError();
                }))
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.INTERNAL))
                .hasMessageContaining("StackOverflowError");
    }

    @Test
    void workThatHangsIsLeftBehind() throws Exception {
        assertThatThrownBy(() -> TimeLimit.within(Duration.ofMillis(20), this::hang))
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.TIMEOUT))
                .hasMessageContaining("0.02 s");
        assertThat(TimeLimit.<String>within(LONG, () -> "next")).isEqualTo("next");
    }

    @Test
    void aThreadThatIsStoppedWhileItWaitsStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> TimeLimit.within(LONG, this::hang))
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.INTERNAL));
        assertThat(Thread.interrupted()).isTrue();
    }
}
