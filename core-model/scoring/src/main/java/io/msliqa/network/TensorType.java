package io.msliqa.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a tensor is besides its values.
 *
 * @param dataType in lower case, as {@code float32}
 * @param shape the lengths of its dimensions
 */
record TensorType(String dataType, List<Integer> shape) {

    static final String FLOAT32 = "float32";

    TensorType {
        shape = List.copyOf(shape);
    }

    /** A tensor of float32. */
    static TensorType ofFloats(int... shape) {
        return new TensorType(FLOAT32, Arrays.stream(shape).boxed().toList());
    }

    /** What a safetensors file says of a tensor. */
    static TensorType of(String safetensorsType, List<Integer> shape) {
        return new TensorType(
                safetensorsType.equals("F32") ? FLOAT32 : safetensorsType.toLowerCase(Locale.ROOT), shape);
    }

    /** How many values it has. */
    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    int[] sizes() {
        return shape.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The shape as text, such as {@code (16, 3, 3, 3)}. */
    String shapeText() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
