package io.msliqa.spark.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.UserException;
import io.msliqa.spark.settings.NightlySettings.Calendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatesTest {

    private static final Instant STARTED = Instant.parse("2026-03-01T23:30:00Z");

    private static Dates dates(String zone, int every) {
        return new Dates(new Calendar(ZoneId.of(zone), every, Optional.of(LocalTime.of(2, 30))), STARTED);
    }

    @Test
    void tonightIsTheDateInTheZone() {
        assertThat(dates("UTC", 1).today()).isEqualTo("2026-03-01");
        assertThat(dates("Europe/Berlin", 1).today()).isEqualTo("2026-03-02");
    }

    @Test
    void missedNightsAreThoseBetween() {
        assertThat(dates("UTC", 1).missed("2026-02-26", "2026-03-01")).containsExactly("2026-02-27", "2026-02-28");
        assertThat(dates("UTC", 1).missed("2026-02-28", "2026-03-01")).isEmpty();
        assertThat(dates("UTC", 7).missed("2026-02-01", "2026-02-22")).containsExactly("2026-02-08", "2026-02-15");
        assertThat(dates("UTC", 1).missed("first", "second")).isEmpty();
    }

    @Test
    void aNightEndsAtItsCutInItsZone() {
        assertThat(dates("Europe/Berlin", 1).end("2026-02-27")).isEqualTo(Instant.parse("2026-02-27T01:30:00Z"));
    }

    @Test
    void whatLooksLikeADateIsOne() {
        Dates.requireReal("2026-02-28");
        Dates.requireReal("release-7");
        for (String none : List.of("2026-11-31", "2026-2-3", "2025-02-29", "2026-13-01")) {
            assertThatThrownBy(() -> Dates.requireReal(none))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("'" + none + "' is no date that there is");
        }
    }

    @Test
    void nightsFollowEachOtherWithoutGapOrOverlapWhenClocksAreChanged() {
        // Berlin: at 02:00 clocks go to 03:00 on 29 March 2026, and at 03:00 back to 02:00 on 25 October.
        Dates berlin = dates("Europe/Berlin", 1);
        assertThat(berlin.end("2026-03-29")).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(Duration.between(berlin.end("2026-03-28"), berlin.end("2026-03-29")))
                .isEqualTo(Duration.ofHours(24));
        assertThat(Duration.between(berlin.end("2026-03-29"), berlin.end("2026-03-30")))
                .isEqualTo(Duration.ofHours(23));
        assertThat(berlin.end("2026-10-25")).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(Duration.between(berlin.end("2026-10-24"), berlin.end("2026-10-25")))
                .isEqualTo(Duration.ofHours(24));
        assertThat(Duration.between(berlin.end("2026-10-25"), berlin.end("2026-10-26")))
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void theSameMomentIsAnotherNightInAnotherZone() {
        assertThat(dates("Pacific/Auckland", 1).today()).isEqualTo("2026-03-02");
        assertThat(dates("America/Los_Angeles", 1).today()).isEqualTo("2026-03-01");
        assertThat(dates("Pacific/Auckland", 1).end("2026-03-02"))
                .isBefore(dates("America/Los_Angeles", 1).end("2026-03-02"));
    }

    @Test
    void inputsNameTheirNight() {
        List<String> inputs = List.of("s3a://b/{night}/*.jpg", "/a/{night:yyyy/MM/dd}", "/plain");

        assertThat(Dates.isDated(inputs)).isTrue();
        assertThat(Dates.isDated(List.of("/plain"))).isFalse();
        assertThat(Dates.of(inputs, "2026-02-27"))
                .containsExactly("s3a://b/2026-02-27/*.jpg", "/a/2026/02/27", "/plain");
        assertThatThrownBy(() -> Dates.of(inputs, "tuesday"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("2026-11-25");
    }
}
