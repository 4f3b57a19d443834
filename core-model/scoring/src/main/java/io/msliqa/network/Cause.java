package io.msliqa.network;

import java.util.Arrays;
import java.util.Locale;

/** What is wrong with a picture, as a model names it that has learned to. */
public enum Cause {
    /** Nothing that could be seen. */
    NONE,
    /** Out of focus, moved, enlarged. */
    BLUR,
    /** Grain, of whatever kind. */
    NOISE,
    /** Traces of JPEG, JPEG 2000 and the like. */
    COMPRESSION,
    /** Underexposed. */
    TOO_DARK,
    /** Overexposed. */
    TOO_BRIGHT,
    /** Too little contrast. */
    FLAT,
    /** Colours that are wrong, too few or in the wrong place. */
    COLOUR,
    /** Blocks, pixels and pieces in the wrong place. */
    BLOCKS;

    /**
     * The cause of that name.
     *
     * @throws IllegalArgumentException if there is none; the message names all
     */
    public static Cause parse(String text) {
        return Arrays.stream(values())
                .filter(cause -> cause.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no cause; there are " + Arrays.toString(values())));
    }

    /** As manifests and tables spell it: {@code too-dark}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
