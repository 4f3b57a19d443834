package io.msliqa.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * An input or an output, as a network's file describes it.
 *
 * @param name in the file
 * @param type of its numbers, such as {@code float32}
 * @param shape a length a dimension, -1 where it is free
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Port(String name, String type, long[] shape) {

    /** The only type that inputs may have. */
    public static final String FLOAT32 = "float32";

    /** As people write it: {@code x: float32 (?, 3, 224, 224)}. */
    @Override
    public String toString() {
        return name + ": " + type + " " + textOf(shape);
    }

    /** A shape as people write it. */
    public static String textOf(long[] shape) {
        return Arrays.stream(shape)
                .mapToObj(side -> side < 0 ? "?" : Long.toString(side))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
