package io.msliqa.spark.scoring;

import java.util.Locale;

/** Where the time of a run goes, in the order in which a picture passes through. */
public enum RunStage {
    /** Finding the pictures, on the driver, beside the others. */
    LIST,
    /** Bytes from the storage, beside the later stages. */
    READ,
    /** Bytes to pixels. */
    DECODE,
    /** Pixels to patches. */
    SAMPLE,
    /** Patches to scores of the heads. */
    INFER,
    /** Scores of the heads to one score. */
    REDUCE,
    /** Rows to Parquet files, by the tasks. */
    WRITE;

    /** As records and metrics name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
