package io.msliqa.network;

import java.util.List;

/**
 * Writes a network that only scores, operator by operator, in the language of some engine: what training alone needs is
 * gone.
 *
 * <p>Values have names. An operator may work in the memory of its first argument, which is then not to be used again.
 */
public interface ScoringProgram {

    /** The input, (N, 3, H, W). */
    String input();

    /** A convolution, from (N, in, H, W) to (N, out, H / stride, W / stride), halves up. */
    String convolution(String x, Tensor weight, Tensor bias, Layer.Geometry geometry);

    /** A fully connected layer, from (N, in) to (N, out); {@code weight} is (out, in). */
    String linear(String x, Tensor weight, Tensor bias);

    /** The means of the channels, from (N, C, H, W) to (N, C); {@code x} stays. */
    String globalAverage(String x);

    /** {@code x} with that nonlinearity. */
    String activate(String x, Activation activation);

    /** {@code x}, (N, C, H, W), times {@code gates}, (N, C). */
    String gate(String x, String gates, int channels);

    /** The sum of two of one shape; {@code y} stays. */
    String add(String x, String y);

    /** {@code x} as float32, which all that is made of it is then, too: the end of what is computed in fewer bits. */
    String widen(String x);

    /**
     * One of several things that a program returns.
     *
     * @param name under which it is found
     * @param value (N, columns)
     */
    record Result(String name, String value, int columns) {}

    /** Values (N, any) beside each other. */
    String concatenate(List<String> columns);

    /** The file of a program that returns {@code result}, (N, columns). */
    byte[] finish(String result);

    /** The file of a program that returns several things, each under its name. */
    byte[] finish(List<Result> results);
}
