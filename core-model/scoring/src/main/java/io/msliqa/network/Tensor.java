package io.msliqa.network;

import java.util.Arrays;

/**
 * Numbers in a shape, the last dimension running fastest: one parameter of a network.
 *
 * <p>The values are shared, not copied, and must not be written to afterwards.
 */
public final class Tensor {

    private final int[] shape;
    private final float[] values;

    /**
     * @param values as many as the shape has places
     * @param shape at least one dimension, each at least 1
     * @throws IllegalArgumentException if they do not fit
     */
    public Tensor(float[] values, int... shape) {
        this.shape = shape.clone();
        this.values = values;
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill " + Arrays.toString(shape));
        }
    }

    /** How many dimensions it has. */
    public int dimensions() {
        return shape.length;
    }

    /** The length of a dimension, counted from 0. */
    public int size(int dimension) {
        return shape[dimension];
    }

    /** The lengths of all dimensions. */
    public int[] shape() {
        return shape.clone();
    }

    /** All values, not copied. */
    public float[] values() {
        return values;
    }

    /** The same values in another shape. */
    Tensor reshape(int... other) {
        return new Tensor(values, other);
    }

    /** Some rows of the first dimension. */
    Tensor rows(int from, int to) {
        int row = values.length / shape[0];
        int[] fewer = shape.clone();
        fewer[0] = to - from;
        return new Tensor(Arrays.copyOfRange(values, from * row, to * row), fewer);
    }

    /** Each row of the first dimension times its factor. */
    Tensor timesRows(float[] factors) {
        float[] scaled = new float[values.length];
        int row = values.length / factors.length;
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = values[i] * factors[i / row];
        }
        return new Tensor(scaled, shape);
    }

    @Override
    public String toString() {
        return Arrays.toString(shape);
    }
}
