package io.msliqa.spark.nightly.checks;

import io.msliqa.spark.rows.NightRow;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names the kind of night that another one is compared with: all, those of its weekday, or those of its day of the month.
 *
 * @param kind see there
 * @param number 1 for Monday to 7; day of the month, 0 for the last one; 0 for all
 */
public record Season(Kind kind, int number) {

    /** What makes nights alike. */
    public enum Kind {
        /** Nothing does. */
        ALL,
        WEEKDAY,
        MONTH_DAY
    }

    /** Of nights that are all alike. */
    public static final Season ALL = new Season(Kind.ALL, 0);

    /** The date that a night is named by; empty if its name is no date. */
    public static Optional<LocalDate> date(String night) {
        try {
            return Optional.of(LocalDate.parse(night));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** That of a night by its weekday or its day of the month. */
    static Season of(Kind kind, LocalDate date) {
        return switch (kind) {
            case ALL -> ALL;
            case WEEKDAY -> new Season(kind, date.getDayOfWeek().getValue());
            case MONTH_DAY -> new Season(kind, date.getDayOfMonth() == date.lengthOfMonth() ? 0 : date.getDayOfMonth());
        };
    }

    boolean holds(NightRow night) {
        return kind == Kind.ALL
                || date(night.night()).map(date -> of(kind, date).equals(this)).orElse(false);
    }

    /** The nights of this kind, in their order. */
    List<NightRow> of(List<NightRow> nights) {
        return nights.stream().filter(this::holds).toList();
    }

    /** Such as "Mondays", to say what nights are meant; "nights" for all. */
    public String plural() {
        return switch (kind) {
            case ALL -> "nights";
            case WEEKDAY -> DayOfWeek.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s";
            case MONTH_DAY -> number == 0 ? "last days of a month" : "days numbered " + number + " of a month";
        };
    }
}
