package io.msliqa.spark.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTallyTest {

    private static final Duration FOUR_SECONDS = Duration.ofSeconds(4);

    private final RunTally tally = new RunTally();

    @Test
    void nothingIsKnownBeforeTheFirstPicture() {
        assertThat(tally.text(Duration.ZERO)).isEqualTo("0.0/s, 0 patches/s");
        assertThat(tally.left(100, FOUR_SECONDS)).isEmpty();
    }

    @Test
    void tasksUnderWayCountAndAttemptsThatFailedDoNot() {
        tally.running(1, Map.of("pictures scored", 3L, "patches scored", 102L));
        tally.running(1, Map.of("pictures scored", 4L, "patches scored", 136L));
        tally.running(2, Map.of("pictures scored", 9L));
        tally.ended(2, false, Map.of("pictures scored", 9L));
        tally.ended(3, true, Map.of("pictures scored", 2L, "patches scored", 68L, "failed CORRUPT", 2L));

        assertThat(tally.pictures()).isEqualTo(8);
        assertThat(tally.text(FOUR_SECONDS)).isEqualTo("2.0/s, 51 patches/s, failed: CORRUPT 2");
        assertThat(tally.left(20, FOUR_SECONDS)).contains(Duration.ofSeconds(10));
    }

    @Test
    void failuresAreInTheOrderOfTheirNumber() {
        tally.ended(1, true, Map.of("failed EMPTY", 1L, "failed MISSING", 5L, "failed CORRUPT", 0L));

        assertThat(tally.text(FOUR_SECONDS)).endsWith("failed: MISSING 5, EMPTY 1");
    }

    @Test
    void lateNewsOfTasksThatAreOverIsForgotten() {
        tally.ended(1, true, Map.of("pictures scored", 2L));
        tally.running(1, Map.of("pictures scored", 1L));
        tally.noneRunning();

        assertThat(tally.pictures()).isEqualTo(2);
    }
}
