package io.msliqa.spark.console;

import java.time.Duration;

/** Writes durations for people. */
public final class TimeText {

    private TimeText() {}

    /** {@code 41 s}, {@code 3 min 5 s}, {@code 7 h 12 min} or {@code 3 d 4 h}. */
    public static String of(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
