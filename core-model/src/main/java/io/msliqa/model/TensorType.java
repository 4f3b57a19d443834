package io.msliqa.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;

/** What a tensor is besides its values; the type's name is in lower case, as {@code float32}. */
record TensorType(String dataType, Shape shape) {

    static final String FLOAT32 = "float32";

    static TensorType of(NDArray array) {
        return new TensorType(array.getDataType().name().toLowerCase(Locale.ROOT), array.getShape());
    }

    static TensorType of(String safetensorsType, long... shape) {
        String name = safetensorsType.equals("F32") ? FLOAT32 : safetensorsType.toLowerCase(Locale.ROOT);
        return new TensorType(name, new Shape(shape));
    }
}
