package io.msliqa.quality.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveletTest {

    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,7", "5,3", "64,48", "33,31"})
    void comesBackWhateverTheSize(int width, int height) {
        float[] plane = new float[width * height];
        Random random = new Random(3);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = random.nextFloat();
        }
        float[] before = plane.clone();
        Wavelet wavelet = new Wavelet(width, height, 4);

        wavelet.forward(plane);
        wavelet.inverse(plane);

        assertThat(plane).containsExactly(before, within(1e-5f));
    }

    /** By hand, from the lifting steps of JPEG 2000, annex F: details 3 - (1 + 5) / 2 and 9 - 5, then means. */
    @Test
    void liftsAsJpeg2000Does() {
        float[] line = {1, 3, 5, 9};

        new Wavelet(4, 1, 1).forward(line);

        assertThat(line).containsExactly(1, 6, 0, 4);
    }

    @Test
    void aFlatPictureHasNoDetails() {
        float[] plane = new float[12 * 8];
        java.util.Arrays.fill(plane, 0.5f);

        new Wavelet(12, 8, 2).forward(plane);

        for (int i = 0; i < plane.length; i++) {
            boolean coarse = i % 12 < 3 && i / 12 < 2;
            assertThat(plane[i]).as("%d", i).isEqualTo(coarse ? 0.5f : 0);
        }
    }
}
