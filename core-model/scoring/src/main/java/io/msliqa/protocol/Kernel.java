package io.msliqa.protocol;

/** The function by which a resize weighs the samples round a place. */
public enum Kernel {
    /** The nearest sample, torch's {@code nearest}: the one at {@code floor(i * scale)}. */
    NEAREST,
    /** A triangle, of two samples where nothing shrinks. */
    BILINEAR,
    /** Keys' cubic: a = -0.5 with antialias, as Pillow and torch have it; -0.75 without, as torch and OpenCV have it. */
    BICUBIC
}
