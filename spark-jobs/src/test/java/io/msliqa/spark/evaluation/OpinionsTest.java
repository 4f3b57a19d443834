package io.msliqa.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpinionsTest {

    @Test
    void distortionsThatAreNumbersComeByTheirValue() {
        assertThat(Stream.of("noise", "10", "2", "0.5", ".", "blur", "1").sorted(Opinions.BY_NUMBER))
                .containsExactly("0.5", "1", "2", "10", ".", "blur", "noise");
    }
}
