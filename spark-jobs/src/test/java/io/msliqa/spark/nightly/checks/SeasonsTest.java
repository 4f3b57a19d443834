package io.msliqa.spark.nightly.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.spark.rows.NightRow;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeasonsTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-05");

    private static List<NightRow> nights(
            int count, ToDoubleFunction<LocalDate> pictures, ToDoubleFunction<LocalDate> mean) {
        SplittableRandom random = new SplittableRandom(7);
        return Stream.iterate(FIRST, date -> date.plusDays(1))
                .limit(count)
                .map(date -> TestNights.withMean(
                        TestNights.night(
                                date.toString(),
                                Math.round(pictures.applyAsDouble(date) * (0.9 + 0.2 * random.nextDouble())),
                                0),
                        mean.applyAsDouble(date) + random.nextDouble()))
                .toList();
    }

    private static Season season(List<NightRow> nights, String night) {
        return Seasons.of(nights, TestNights.STACK).of(night);
    }

    @Test
    void nightsThatAreAllAlikeHaveNoSeason() {
        List<NightRow> nights = nights(120, date -> 100, date -> 50);
        assertThat(season(nights, "2026-05-11")).isEqualTo(Season.ALL);
        assertThat(Seasons.of(nights, TestNights.STACK).like("2026-05-11", nights))
                .hasSize(120);
    }

    @Test
    void anArchiveThatIsFedOnMondaysHasTwoKindsOfNights() {
        List<NightRow> nights = nights(28, date -> date.getDayOfWeek() == DayOfWeek.MONDAY ? 100 : 0, date -> 50);
        Seasons seasons = Seasons.of(nights, TestNights.STACK);
        assertThat(seasons.of("2026-02-02").plural()).isEqualTo("Mondays");
        assertThat(seasons.of("2026-02-03")).isEqualTo(Season.ALL);
        assertThat(seasons.like("2026-02-02", nights)).hasSize(4);
        assertThat(seasons.like("2026-02-03", nights)).hasSize(24);
    }

    @Test
    void aWeekdayOfAnotherLevelIsFoundThoughAsManyPicturesCome() {
        List<NightRow> nights = nights(42, date -> 100, date -> date.getDayOfWeek() == DayOfWeek.SUNDAY ? 40 : 50);
        assertThat(season(nights, "2026-02-22").plural()).isEqualTo("Sundays");
        assertThat(season(nights, "2026-02-23")).isEqualTo(Season.ALL);
    }

    @Test
    void theLastDayOfAMonthIsADayOfItsOwnWhateverItsNumber() {
        List<NightRow> nights =
                nights(130, date -> date.getDayOfMonth() == date.lengthOfMonth() ? 900 : 100, date -> 50);
        assertThat(season(nights, "2026-05-31").plural()).isEqualTo("last days of a month");
        assertThat(season(nights, "2026-05-30")).isEqualTo(Season.ALL);
    }

    @Test
    void twoWeeksAreNotEnoughHistory() {
        List<NightRow> nights = nights(14, date -> date.getDayOfWeek() == DayOfWeek.MONDAY ? 100 : 0, date -> 50);
        assertThat(season(nights, "2026-01-19")).isEqualTo(Season.ALL);
    }

    @Test
    void oneOddNightMakesNoSeason() {
        List<NightRow> nights = nights(60, date -> date.equals(FIRST.plusDays(21)) ? 900 : 100, date -> 50);
        assertThat(season(nights, "2026-03-09")).isEqualTo(Season.ALL);
    }
}
