package io.msliqa.network;

import java.nio.FloatBuffer;

/**
 * What goes into a network, or comes out.
 *
 * @param name of the input or output
 * @param shape of the values
 * @param values row by row; direct where they go in
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record NamedValues(String name, long[] shape, FloatBuffer values) {}
