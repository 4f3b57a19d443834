package io.msliqa.spark.scoring;

import java.util.Locale;

/** The stages in which a run spends its time, in the order in which a picture passes through them. */
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

    /** The name of the stage in records and metrics. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
