package io.msliqa.torch.network;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Makes the network's parameters under torchvision's names, each with torchvision's initialisation. */
final class ParameterFactory {

    private final UnaryOperator<Parameter> register;

    ParameterFactory(UnaryOperator<Parameter> register) {
        this.register = register;
    }

    /** {@code shape} is (out, in per group, kernel, kernel); normal values of variance 2 / (out · kernel²). */
    Parameter convolution(String name, Shape shape) {
        double fanOut = shape.get(0) * shape.get(2) * shape.get(3);
        return make(name, shape, Parameter.Type.WEIGHT, normal(name, Math.sqrt(2 / fanOut)));
    }

    /** {@code shape} is (out, in); normal values with a deviation of 0.01. */
    Parameter linear(String name, Shape shape) {
        return make(name, shape, Parameter.Type.WEIGHT, normal(name, 0.01));
    }

    Parameter bias(String name, int channels) {
        return make(name, new Shape(channels), Parameter.Type.BIAS, Initializer.ZEROS);
    }

    Parameter gamma(String name, int channels) {
        return make(name, new Shape(channels), Parameter.Type.GAMMA, Initializer.ONES);
    }

    Parameter beta(String name, int channels) {
        return make(name, new Shape(channels), Parameter.Type.BETA, Initializer.ZEROS);
    }

    Parameter runningMean(String name, int channels) {
        return make(name, new Shape(channels), Parameter.Type.RUNNING_MEAN, Initializer.ZEROS);
    }

    Parameter runningVariance(String name, int channels) {
        return make(name, new Shape(channels), Parameter.Type.RUNNING_VAR, Initializer.ONES);
    }

    /** Makes the initialiser draw its random values from {@code seed}. */
    static Initializer seeded(Initializer initializer, long seed) {
        return initializer instanceof SeededNormal normal
                ? new SeededNormal(normal.name(), normal.deviation(), seed)
                : initializer;
    }

    private static Initializer normal(String name, double deviation) {
        return new SeededNormal(name, deviation, 0);
    }

    private Parameter make(String name, Shape shape, Parameter.Type type, Initializer initializer) {
        boolean trained = type != Parameter.Type.RUNNING_MEAN && type != Parameter.Type.RUNNING_VAR;
        return register.apply(Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(shape)
                .optRequiresGrad(trained)
                .optInitializer(initializer)
                .build());
    }

    /**
     * Draws normal values that depend on the seed and the name alone, so that one more head leaves the other values as they
     * are.
     */
    private record SeededNormal(String name, double deviation, long seed) implements Initializer {

        @Override
        public ai.djl.ndarray.NDArray initialize(NDManager manager, Shape shape, DataType type) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L + name.hashCode());
            float[] values = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
            }
            return manager.create(values, shape).toType(type, false);
        }
    }
}
