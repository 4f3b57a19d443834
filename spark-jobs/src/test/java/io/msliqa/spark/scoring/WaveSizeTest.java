package io.msliqa.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaveSizeTest {

    private static final WaveSize SIZES = new WaveSize(4, Duration.ofMinutes(1), 100_000);

    @Test
    void theFirstWaveGivesEverySlotSome() {
        assertThat(SIZES.first()).isEqualTo(4 * 32);
        assertThat(new WaveSize(4, Duration.ofMinutes(1), 50).first()).isEqualTo(50);
    }

    @Test
    void theNextWaveTakesTheWantedTimeAtTheSpeedOfTheLast() {
        assertThat(SIZES.next(1000, Duration.ofSeconds(30))).isEqualTo(2000);
        assertThat(SIZES.next(1000, Duration.ofMinutes(1))).isEqualTo(1000);
        assertThat(SIZES.next(1000, Duration.ofMinutes(2))).isEqualTo(500);
    }

    @Test
    void aWaveThatWasQuickByChanceMakesNoHugeOne() {
        assertThat(SIZES.next(100, Duration.ofMillis(1))).isEqualTo(800);
        assertThat(SIZES.next(100, Duration.ZERO)).isEqualTo(800);
        assertThat(SIZES.next(0, Duration.ZERO)).isEqualTo(16);
    }

    @Test
    void aSlowWaveStillLeavesEverySlotSome() {
        assertThat(SIZES.next(100, Duration.ofHours(2))).isEqualTo(4 * 4);
    }

    @Test
    void noWaveIsLargerThanAllowed() {
        assertThat(SIZES.next(90_000, Duration.ofSeconds(1))).isEqualTo(100_000);
        assertThat(new WaveSize(4, Duration.ofMinutes(1), 5).next(5, Duration.ofHours(1)))
                .isEqualTo(5);
    }
}
