package io.msliqa.quality.labels;

/** Says whether the pictures themselves must be there when labels are read. */
public enum ImagePresence {
    /** A label whose picture is missing is a problem: for training and scoring. */
    REQUIRED,
    /** Labels are read alone; paths point to where the picture would be: for comparing with scores made elsewhere. */
    NOT_CHECKED
}
