package io.msliqa.xnnpack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XnnTrialTest {

    @Test
    void theLibraryOfThisMachineIsRight() {
        assertThat(Xnnpack.missing()).isEmpty();
        assertThat(XnnTrial.problem(Xnnpack.library())).isEmpty();
    }

    @Test
    void whatIsWrongIsSeen() {
        assertThat(XnnTrial.problem(new float[] {0, 0, 0, 0, 0})).startsWith("it computes [0.0, ");
        assertThat(XnnTrial.problem(new float[] {Float.NaN})).startsWith("it computes [NaN]");
    }
}
