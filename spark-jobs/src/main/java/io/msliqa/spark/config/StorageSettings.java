package io.msliqa.spark.config;

import java.time.Duration;

/**
 * How the score table is kept.
 *
 * @param staleAfter how old another run's unfinished files must be before they are swept away
 */
public record StorageSettings(Duration staleAfter) {

    static StorageSettings read(Section section) {
        return new StorageSettings(section.duration("stale-after", Duration.ZERO, Duration.ofDays(365)));
    }
}
