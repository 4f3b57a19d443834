package io.msliqa.image;

/** Why a picture has no pixels, and so no score: the reason code of a failed row. */
public enum FailureReason {
    /** The file has no bytes. */
    EMPTY,
    /** Not one of the formats of {@link ImageFormat}, or a variant of one that no decoder here reads. */
    UNSUPPORTED_FORMAT,
    /** The file ends before the picture does. */
    TRUNCATED,
    /** The file contradicts its format: wrong checksums, impossible sizes, damaged picture data. */
    CORRUPT,
    /** More bytes or pixels than {@link DecodeLimits} allow. */
    TOO_LARGE,
    /** A side shorter than {@link DecodeLimits} allow. */
    TOO_SMALL,
    /** The storage refused to hand out the bytes. */
    UNREADABLE,
    /** The file was listed, but is not there any more. */
    MISSING,
    /** Reading or decoding took longer than allowed. */
    TIMEOUT,
    /** The picture did not fit into the Java heap, or a single patch of it into the device's memory. */
    OUT_OF_MEMORY,
    /** A network of others failed on the picture, or put out what its protocol does not allow; the message says what. */
    NETWORK,
    /** A fault of this program, not of the picture. */
    INTERNAL
}
