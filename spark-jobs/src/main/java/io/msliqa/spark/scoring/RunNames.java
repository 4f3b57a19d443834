package io.msliqa.spark.scoring;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes names for runs: they sort by time, and no two are the same. */
public final class RunNames {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final SecureRandom RANDOM = new SecureRandom();

    private RunNames() {}

    /** A new name. */
    public static String next(Instant now) {
        return TIME.format(now) + String.format(Locale.ROOT, "-%06x", RANDOM.nextInt(1 << 24));
    }
}
