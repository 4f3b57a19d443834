package io.msliqa.quality.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.quality.distortion.Distortion;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DistortedNameTest {

    @Test
    void everyDistortionThatSetsAreMadeWithHasAName() {
        assertThat(DistortedName.KADID10K_TYPES)
                .hasSize(Distortion.values().length)
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(Distortion.values())
                        .mapToInt(Distortion::number)
                        .max())
                .hasValue(DistortedName.KADID10K_TYPES.size());
    }

    @Test
    void namesSayReferenceTypeAndLevel() {
        assertThat(DistortedName.parse("set/i04_8_03.BMP")).contains(new DistortedName("I04", 8, 3));
        assertThat(DistortedName.parse("I04_08_03_11_02.png")).contains(new DistortedName("I04", 8, 3));
        assertThat(DistortedName.parse("I04.png")).contains(new DistortedName("I04", 0, 0));
        assertThat(DistortedName.parse("04_08_03.png")).isEmpty();
    }
}
