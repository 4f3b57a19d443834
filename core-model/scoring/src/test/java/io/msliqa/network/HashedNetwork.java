package io.msliqa.network;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Networks full of the numbers of {@code mobilenet_fixtures.py}: a hash of each parameter's name and place. */
public final class HashedNetwork {

    private HashedNetwork() {}

    /** A network of them. */
    public static Network of(Backbone backbone, int heads) {
        return of(backbone, heads, HeadOutputs.SCORE);
    }

    /** A network of them whose heads put out several things. */
    public static Network of(Backbone backbone, int heads, HeadOutputs outputs) {
        NetworkTable table = new NetworkTable(backbone, heads, outputs);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        table.parameters().forEach((name, shape) -> weights.put(name, parameter(name, shape)));
        return new Network(table, weights);
    }

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

    /** The fixture's value of a parameter. */
    public static Tensor parameter(String name, int... shape) {
        int key = key(name);
        boolean positive = name.endsWith(".running_var") || name.endsWith(".1.weight");
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        double fanIn = shape.length > 1 ? (double) size / shape[0] : 0;
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            double u = uniform(key, i);
            values[i] = (float) (fanIn > 0 ? (u - 0.5) * 2 * Math.sqrt(4 / fanIn) : positive ? u + 0.5 : u - 0.5);
        }
        return new Tensor(values, shape);
    }
}
