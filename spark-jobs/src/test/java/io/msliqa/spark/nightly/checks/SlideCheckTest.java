package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.scale.QualityScale;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.Settings;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlideCheckTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-05");

    private static CheckRow check(int nights, IntToDoubleFunction mean, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<NightRow> before = IntStream.range(0, nights)
                .mapToObj(i -> TestNights.withMean(
                        TestNights.night(FIRST.plusDays(i).toString(), 100, 0),
                        mean.applyAsDouble(i) + random.nextGaussian()))
                .toList();
        return new SlideCheck(Settings.defaults().nightly(), QualityScale.higherIsBetter(1, 5))
                .check(
                        before,
                        List.of(),
                        FIRST.plusDays(nights).toString(),
                        mean.applyAsDouble(nights) + random.nextGaussian(),
                        15)
                .get(0);
    }

    @Test
    void aSlideIsToldWithTheNightInWhichTheLimitIsReached() {
        CheckRow slide = check(20, i -> 60 - 0.25 * i, 1);
        assertThat(slide.outcome()).isEqualTo(Outcome.WARN);
        assertThat(slide.text())
                .matches(
                        "Scores have been falling a little every night for 20 nights, from 3\\.\\d\\d to 3\\.\\d\\d\\."
                                + " At this rate the limit \\(3\\.\\d\\d\\) is reached in \\d+ nights( \\(\\d+ to \\d+\\))?\\.");
    }

    @Test
    void quietNightsSlideHardlyEver() {
        long alarms = IntStream.range(0, 300)
                .filter(seed -> check(25, i -> 60, seed).outcome().isAlarm())
                .count();
        assertThat(alarms).isLessThanOrEqualTo(3);
    }

    @Test
    void aStepIsNoSlide() {
        long alarms = IntStream.range(0, 100)
                .filter(seed -> check(24, i -> i < 12 ? 60 : 52, seed).outcome().isAlarm())
                .count();
        assertThat(alarms).isZero();
    }

    @Test
    void tooFewNightsAreNotJudgedAndARiseIsNoSlide() {
        assertThat(check(8, i -> 60 - i, 1).outcome()).isEqualTo(Outcome.NOT_JUDGED);
        assertThat(check(25, i -> 60 + 0.3 * i, 1).outcome()).isEqualTo(Outcome.PASS);
    }
}
