package io.msliqa.torch.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Updates weights by Adam with decoupled weight decay (Loshchilov and Hutter, 2019). Its state can be saved.
 *
 * <p>The update is the engine's own, in one native call a parameter; it clears the gradients.
 */
final class AdamW {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /**
     * A value to be learned.
     *
     * @param rateFactor times the step's rate is its own
     * @param decay its weight decay
     */
    record Learned(String name, NDArray value, double rateFactor, double decay) {}

    private record State(Learned learned, NDArray mean, NDArray variance) {}

    private final List<State> states;

    /** @param learned ask for gradients; the state belongs to the managers of the values */
    AdamW(List<Learned> learned) {
        states = learned.stream()
                .map(one -> new State(one, one.value().zerosLike(), one.value().zerosLike()))
                .toList();
    }

    /**
     * Moves all values against their gradients, and sets these to zero.
     *
     * @param step counted from 0
     */
    void update(int step, double rate) {
        double corrected = Math.sqrt(1 - Math.pow(BETA2, step + 1)) / (1 - Math.pow(BETA1, step + 1));
        for (State state : states) {
            Learned learned = state.learned();
            float own = (float) (rate * learned.rateFactor());
            NDArray value = learned.value();
            try (NDArray gradient = value.getGradient()) {
                value.getNDArrayInternal()
                        .adamUpdate(
                                new NDList(value, gradient, state.mean(), state.variance()),
                                new NDList(value),
                                own,
                                (float) (own * corrected),
                                (float) learned.decay(),
                                1,
                                -1,
                                BETA1,
                                BETA2,
                                EPSILON,
                                false,
                                true);
            }
        }
    }

    /** Every value and its two moments, by name. */
    void forEach(BiConsumer<String, NDArray> visitor) {
        for (State state : states) {
            visitor.accept("mean." + state.learned().name(), state.mean());
            visitor.accept("variance." + state.learned().name(), state.variance());
        }
    }
}
