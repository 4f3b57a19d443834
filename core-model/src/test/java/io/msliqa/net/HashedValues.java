package io.msliqa.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.charset.StandardCharsets;

/** The formula of {@code mobilenet_fixtures.py} for weights and a batch. */
public final class HashedValues {

    private HashedValues() {}

    /** Numbers in [0, 1): murmur3's finaliser over the index, keyed by the name's FNV-1a hash. */
    private static double uniform(int key, int index) {
        int x = index * 0x9E3779B1 + key;
        x ^= x >>> 16;
        x *= 0x85EBCA6B;
        x ^= x >>> 13;
        x *= 0xC2B2AE35;
        x ^= x >>> 16;
        return Integer.toUnsignedLong(x) / 4294967296.0;
    }

    private static int key(String name) {
        int key = 0x811C9DC5;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            key = (key ^ b) * 16777619;
        }
        return key;
    }

    /** So many numbers in [0, 1) of a name. */
    public static double[] uniform(String name, int count) {
        int key = key(name);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = uniform(key, i);
        }
        return values;
    }

    /** The fixture's batch. */
    public static NDArray batch(NDManager manager, Shape shape) {
        int key = key("batch");
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((uniform(key, i) - 0.5) * 4);
        }
        return manager.create(values, shape);
    }

    /** The fixture's value of a parameter. */
    public static NDArray parameter(NDManager manager, String name, Shape shape) {
        int key = key(name);
        boolean positive = name.endsWith(".running_var") || name.endsWith(".1.weight");
        double fanIn = shape.dimension() > 1 ? shape.slice(1).size() : 0;
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            double u = uniform(key, i);
            values[i] = (float) (fanIn > 0 ? (u - 0.5) * 2 * Math.sqrt(4 / fanIn) : positive ? u + 0.5 : u - 0.5);
        }
        return manager.create(values, shape);
    }

    /** A network full of them. */
    public static MsliqaNet net(NDManager manager, Backbone backbone, int heads) {
        MsliqaNet net = new MsliqaNet(backbone, heads);
        net.parametersByName()
                .forEach((name, parameter) -> net.set(name, parameter(manager, name, parameter.getShape())));
        return net;
    }
}
