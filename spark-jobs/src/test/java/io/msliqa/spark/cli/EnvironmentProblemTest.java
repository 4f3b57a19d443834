package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentProblemTest {

    @Test
    void librariesOfPyTorchThatAReleaseLacksAreNamed() {
        Throwable ofTheEngine =
                new IllegalStateException("Failed to download PyTorch native library, Offline mode is enabled.");

        assertThat(EnvironmentProblem.of(ofTheEngine).orElseThrow()).contains("pytorch-native-cpu", "docs/install.md");
        assertThat(EnvironmentProblem.of(new IllegalStateException("anything else")))
                .isEmpty();
    }
}
