package io.msliqa.torch.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.msliqa.network.Backbone;
import io.msliqa.network.HashedNetwork;
import java.util.Arrays;

/** The formula of {@code mobilenet_fixtures.py} for weights and a batch. */
public final class HashedValues {

    private HashedValues() {}

    /** So many numbers in [0, 1) of a name. */
    public static double[] uniform(String name, int count) {
        return HashedNetwork.uniform(name, count);
    }

    /** The fixture's batch. */
    public static NDArray batch(NDManager manager, Shape shape) {
        double[] numbers = uniform("batch", Math.toIntExact(shape.size()));
        float[] values = new float[numbers.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((numbers[i] - 0.5) * 4);
        }
        return manager.create(values, shape);
    }

    /** The fixture's value of a parameter. */
    public static NDArray parameter(NDManager manager, String name, Shape shape) {
        int[] lengths =
                Arrays.stream(shape.getShape()).mapToInt(Math::toIntExact).toArray();
        return manager.create(HashedNetwork.parameter(name, lengths).values(), shape);
    }

    /** A network full of them. */
    public static MsliqaBlock net(NDManager manager, Backbone backbone, int heads) {
        return MsliqaBlock.of(HashedNetwork.of(backbone, heads), manager);
    }
}
