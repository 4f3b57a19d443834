package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;
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
