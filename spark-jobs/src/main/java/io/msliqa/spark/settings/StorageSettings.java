package io.msliqa.spark.settings;

import java.time.Duration;

/**
 * How the score table is kept.
 *
 * @param signEvery how often a run tells those of other machines that it lives
 */
public record StorageSettings(Duration signEvery) {

    static StorageSettings read(Section section) {
        return new StorageSettings(section.duration("sign-every", Duration.ofMillis(100), Duration.ofHours(1)));
    }
}
