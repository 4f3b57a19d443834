package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.work.Work;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** Where work runs. */
    private enum Place {
        HERE,
        ELSEWHERE;

        <T> T run(Duration limit, Work<T, ImageException> work) throws ImageException {
            return this == HERE ? TimeLimit.here(limit, work) : TimeLimit.elsewhere(limit, work);
        }
    }

    @ParameterizedTest
    @EnumSource
    void workInTimeReturnsWhatItDoesAndThrowsWhatItThrows(Place place) throws Exception {
        ImageException corrupt = new ImageException(FailureReason.CORRUPT, "broken");

        assertThat(place.<String>run(LONG, () -> "pixels")).isEqualTo("pixels");
        assertThatThrownBy(() -> place.run(LONG, () -> {
                    throw corrupt;
                }))
                .isSameAs(corrupt);
        assertThatThrownBy(() -> place.run(LONG, () -> {
                    throw new StackOverflowError();
                }))
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.INTERNAL))
                .hasMessageContaining("StackOverflowError");
    }

    @ParameterizedTest
    @EnumSource
    void workThatHangsIsInterruptedAndTheNextIsNot(Place place) throws Exception {
        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(() -> place.run(Duration.ofMillis(20), this::hang))
                    .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.TIMEOUT))
                    .hasMessageContaining("0.02 s");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(place.<String>run(LONG, () -> "next")).isEqualTo("next");
        }
    }

    @Test
    void lateWorkThatHeedsNoInterruptIsLate() {
        assertThatThrownBy(() -> TimeLimit.here(Duration.ofNanos(1), () -> "late"))
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.TIMEOUT));
    }

    @Test
    void anAlarmRingsAfterALongSilence() throws Exception {
        TimeLimit.here(LONG, () -> "an alarm that does not ring");
        Thread.sleep(1500); // The watch has gone to sleep.

        assertThatThrownBy(() -> TimeLimit.here(Duration.ofMillis(20), this::hang))
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.TIMEOUT));
    }

    @ParameterizedTest
    @EnumSource
    void aThreadThatIsStoppedStaysInterrupted(Place place) {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> place.run(LONG, this::hang))
                .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.INTERNAL));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aLateDecoderOfOursEndsSoon() throws Exception {
        BufferedImage large = new BufferedImage(4000, 3000, BufferedImage.TYPE_3BYTE_BGR);
        for (String format : List.of("jpg", "png", "tiff")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            assertThat(ImageIO.write(large, format, bytes)).isTrue();
            DecodeLimits limits = new DecodeLimits(1L << 28, 20_000_000, 1, Duration.ofMillis(1));

            assertThatThrownBy(() -> new ImageDecoder(limits).decode(bytes.toByteArray()))
                    .satisfies(failure -> assertThat(reason(failure)).isEqualTo(FailureReason.TIMEOUT));
        }
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (TimeLimit.late() > 0 && System.nanoTime() < patience) {
            Thread.sleep(10);
        }

        assertThat(TimeLimit.late()).isZero();
    }
}
