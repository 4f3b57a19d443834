package io.msliqa.torch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.msliqa.network.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonlinearityTest {

    private static final float[] POINTS = {-5, -2.5f, -1, 0, 0.5f, 2.5f, 5};

    /** Expected by hand from the definitions: hard swish is (x² + 3x) / 6 between −3 and 3, hard sigmoid (x + 3) / 6. */
    @ParameterizedTest
    @CsvSource({
        "RE, 0 0 0 0 0.5 2.5 5, 0 0 0 0 1 1 1",
        "HS, 0 -0.2083333 -0.3333333 0 0.2916667 2.2916667 5, 0 -0.3333333 0.1666667 0.5 0.6666667 1.3333333 1",
        "HARD_SIGMOID, 0 0.0833333 0.3333333 0.5 0.5833333 0.9166667 1, 0 .1666667 .1666667 .1666667 .1666667 .1666667 0",
    })
    void valuesAndSlopesAreThoseOfTheDefinition(Activation activation, String values, String slopes) {
        try (NDManager manager = NDManager.newBaseManager()) {
            // More than once: the engine changes its program after the first runs.
            for (int run = 0; run < 4; run++) {
                NDArray x = manager.create(POINTS);
                x.setRequiresGradient(true);
                NDArray y;
                try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
                    y = Nonlinearity.apply(activation, x);
                    gradients.backward(y.sum());
                }

                assertClose(y, values);
                assertClose(x.getGradient(), slopes);
            }
        }
    }

    @Test
    void noneIsTheSameArray() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(POINTS);

            assertThat(Nonlinearity.applyAndClose(Activation.NONE, x)).isSameAs(x);
            assertThat(x.toFloatArray()).isEqualTo(POINTS);
        }
    }

    private static void assertClose(NDArray actual, String expected) {
        String[] numbers = expected.split(" ", -1);
        float[] values = actual.toFloatArray();
        assertThat(values).hasSize(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(values[i]).as("at " + POINTS[i]).isCloseTo(Float.parseFloat(numbers[i]), within(1e-6f));
        }
    }
}
