package io.msliqa.net;

/**
 * The numbers that a scoring network holds its weights and activations in. Half the bits are half the memory and, where
 * the device has units for them, more speed; docs/measurements.md states the error. Scores come out as float32 always.
 */
public enum Arithmetic {
    /** 24 bits of precision: the reference. */
    FLOAT32("FloatStorage", 6, Float.BYTES),
    /** 11 bits, values up to 65,504. */
    FLOAT16("HalfStorage", 5, Short.BYTES),
    /** 8 bits, the range of float32. */
    BFLOAT16("BFloat16Storage", 15, Short.BYTES);

    private final String storage;
    private final int code;
    private final int bytes;

    Arithmetic(String storage, int code, int bytes) {
        this.storage = storage;
        this.code = code;
        this.bytes = bytes;
    }

    /** PyTorch's class of such values on disk. */
    String storage() {
        return storage;
    }

    /** PyTorch's number for the type in programs. */
    int code() {
        return code;
    }

    /** Bytes of one value. */
    int bytes() {
        return bytes;
    }
}
