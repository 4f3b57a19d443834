package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import io.msliqa.spark.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryChecksTest {

    private static final Instant SOON = Instant.ofEpochSecond(900_000 + 3600);
    private static final DeliveryChecks CHECKS =
            new DeliveryChecks(Settings.defaults().nightly());

    private static List<NightRow> usual(int nights) {
        return IntStream.range(0, nights)
                .mapToObj(i -> TestNights.night("n" + i, 100 + i, 1))
                .toList();
    }

    private static List<CheckRow> check(int nights, long pictures, Instant started, List<String> missed) {
        return CHECKS.check(
                usual(nights), TestNights.night("tonight", pictures, 0).counts(), started, missed, Season.ALL);
    }

    private static Outcome of(Check check, List<CheckRow> rows) {
        return rows.stream()
                .filter(row -> row.check() == check)
                .map(CheckRow::outcome)
                .reduce(Outcome::or)
                .orElseThrow();
    }

    @Test
    void aUsualNightPasses() {
        assertThat(Verdicts.outcome(check(5, 98, SOON, List.of()))).isEqualTo(Outcome.PASS);
    }

    @Test
    void fewerPicturesThanUsualAreNoticed() {
        assertThat(of(Check.DELIVERY, check(5, 40, SOON, List.of()))).isEqualTo(Outcome.WARN);
        assertThat(of(Check.DELIVERY, check(5, 5, SOON, List.of()))).isEqualTo(Outcome.FAIL);
        assertThat(of(Check.DELIVERY, check(5, 0, SOON, List.of()))).isEqualTo(Outcome.FAIL);
        assertThat(of(Check.DELIVERY, check(0, 0, SOON, List.of()))).isEqualTo(Outcome.WARN);
    }

    @Test
    void noPicturesAreNoAlarmWhereNoneAreUsual() {
        List<NightRow> empty = IntStream.range(0, 5)
                .mapToObj(i -> TestNights.night("n" + i, 0, 0))
                .toList();
        CheckRow none =
                CHECKS.delivery(empty, TestNights.night("tonight", 0, 0).counts(), new Season(Season.Kind.WEEKDAY, 2));
        assertThat(none.outcome()).isEqualTo(Outcome.PASS);
        assertThat(none.text()).isEqualTo("No new picture came, as is usual for Tuesdays.");
        CheckRow some = CHECKS.delivery(empty, TestNights.night("tonight", 7, 0).counts(), Season.ALL);
        assertThat(some.outcome()).isEqualTo(Outcome.PASS);
        assertThat(some.text()).isEqualTo("7 new pictures; none are usual for nights.");
    }

    @Test
    void picturesFromTheFutureShowThatAClockIsWrong() {
        Instant early = Instant.ofEpochSecond(900_000 - 5 * 3600);

        assertThat(of(Check.AGE, check(5, 100, early, List.of()))).isEqualTo(Outcome.WARN);
        assertThat(of(Check.AGE, check(5, 100, Instant.ofEpochSecond(900_000 - 600), List.of())))
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void oldPicturesAndMissedNightsAreNoticed() {
        Instant late = Instant.ofEpochSecond(900_000 + 40 * 3600);

        assertThat(of(Check.AGE, check(5, 100, late, List.of()))).isEqualTo(Outcome.WARN);
        assertThat(of(Check.MISSED, check(5, 100, SOON, List.of("2026-01-02")))).isEqualTo(Outcome.WARN);
    }
}
