package io.msliqa.spark.settings;

/** How much an alarm of a check weighs; the later the more. */
public enum Severity {
    /** It is written down, and raises no alarm. */
    INFORMATION,
    /** Somebody should look; it never fails a night. */
    WARNING,
    /** It fails a night where it is beyond its limit of failure. */
    CRITICAL
}
