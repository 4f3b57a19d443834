package io.msliqa.network;

/**
 * The numbers that a scoring network holds its weights and activations in. Half the bits are half the memory and, where
 * the device has units for them, more speed; docs/measurements.md states the error. Scores come out as float32 always.
 */
public enum Arithmetic {
    /** 24 bits of precision: the reference. */
    FLOAT32,
    /** 11 bits, values up to 65,504. */
    FLOAT16,
    /** 8 bits, the range of float32. */
    BFLOAT16
}
