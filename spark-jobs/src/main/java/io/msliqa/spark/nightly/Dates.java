package io.msliqa.spark.nightly;

import io.msliqa.UserException;
import io.msliqa.spark.nightly.checks.Season;
import io.msliqa.spark.settings.NightlySettings.Calendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nights by date.
 *
 * @param started when the run did
 */
record Dates(Calendar calendar, Instant started) {

    private static final Pattern LIKE_A_DATE = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}");
    private static final int MOST_MISSED = 400;
    private static final Pattern TEMPLATE = Pattern.compile("\\{night(?::([^}]+))?}");

    /** Today's. */
    String today() {
        return ZonedDateTime.ofInstant(started, calendar.zone()).toLocalDate().toString();
    }

    /** The nights that should have been between two that follow each other; none if names are no dates. */
    List<String> missed(String before, String night) {
        List<String> missed = new ArrayList<>();
        Optional<LocalDate> from = Season.date(before);
        Optional<LocalDate> to = Season.date(night);
        if (from.isPresent() && to.isPresent()) {
            LocalDate date = from.get().plusDays(calendar.every());
            while (date.isBefore(to.get()) && missed.size() < MOST_MISSED) {
                missed.add(date.toString());
                date = date.plusDays(calendar.every());
            }
        }
        return missed;
    }

    /** Until when files that were changed belong to a night that is backfilled. */
    Instant end(String night) {
        LocalTime time = calendar.cut().orElseGet(() -> ZonedDateTime.ofInstant(started, calendar.zone())
                .toLocalTime());
        return requireDate(night).atTime(time).atZone(calendar.zone()).toInstant();
    }

    /**
     * Refuses what looks like a date and is none, such as 2026-11-31: it would stand among other nights as if it had been.
     *
     * @throws UserException if it is such a name
     */
    static void requireReal(String night) {
        if (LIKE_A_DATE.matcher(night).matches() && Season.date(night).isEmpty()) {
            throw new UserException("The night '" + night + "' is no date that there is; name one such as 2026-11-25");
        }
    }

    /** Whether any of the inputs is another one each night. */
    static boolean isDated(List<String> inputs) {
        return inputs.stream().anyMatch(input -> TEMPLATE.matcher(input).find());
    }

    /**
     * The inputs of a night: {@code {night}} stands for its name, {@code {night:yyyy/MM/dd}} for its date in that form.
     *
     * @throws UserException if a form is none, or the night is no date
     */
    static List<String> of(List<String> inputs, String night) {
        return inputs.stream()
                .map(input -> TEMPLATE.matcher(input)
                        .replaceAll(match ->
                                Matcher.quoteReplacement(match.group(1) == null ? night : form(match.group(1), night))))
                .toList();
    }

    private static String form(String pattern, String night) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(requireDate(night));
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "{night:" + pattern + "} is no form of a date; write one such as {night:yyyy/MM/dd}", e);
        }
    }

    private static LocalDate requireDate(String night) {
        return Season.date(night)
                .orElseThrow(
                        () -> new UserException(
                                "The night '" + night
                                        + "' is no date such as 2026-11-25, which backfilling and {night:...} need; name it with --night"));
    }
}
