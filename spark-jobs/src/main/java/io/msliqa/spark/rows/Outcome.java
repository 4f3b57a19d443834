package io.msliqa.spark.rows;

/** What a check, or a night, came to; the later the worse. */
public enum Outcome {
    /** Within the limits. */
    PASS,
    /** Beyond a limit that is for information only. */
    NOTED,
    /** There was too little to judge by, which is said. */
    NOT_JUDGED,
    /** To be looked at. */
    WARN,
    /** Not good enough. */
    FAIL,
    /** The check itself did not work: never a pass. */
    BROKEN;

    /** The worse of the two. */
    public Outcome or(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether somebody should look. */
    public boolean isAlarm() {
        return compareTo(WARN) >= 0;
    }

    /** Whether a night that came to this may stand in the baseline of later ones unasked. */
    public boolean isGood() {
        return compareTo(WARN) < 0;
    }
}
