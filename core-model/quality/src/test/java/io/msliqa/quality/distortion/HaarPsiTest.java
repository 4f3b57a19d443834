package io.msliqa.quality.distortion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.PixelImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaarPsiTest {

    /** Expected values: src/test/python/haarpsi_reference.py, which follows the paper's formulas with scipy. */
    @ParameterizedTest
    @CsvSource({"0, 1.0", "1, 0.9904700985264896", "3, 0.9286024686669732", "6, 0.8100530988629058"})
    void agreesWithThePapersFormulas(int noise, double expected) {
        assertThat(HaarPsi.similarity(picture(61, 45, 0), picture(61, 45, noise)))
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void isSymmetric() {
        PixelImage clean = picture(40, 30, 0);
        PixelImage noisy = picture(40, 30, 5);
        assertThat(HaarPsi.similarity(clean, noisy)).isCloseTo(HaarPsi.similarity(noisy, clean), within(1e-12));
    }

    @Test
    void picturesWithoutAnyStructureAreAlike() {
        PixelImage black = new PixelImage(16, 16, new byte[3 * 16 * 16]);
        assertThat(HaarPsi.similarity(black, black)).isEqualTo(1);
    }

    @Test
    void picturesOfDifferentSidesAreRefused() {
        assertThatThrownBy(() -> HaarPsi.similarity(picture(8, 8, 0), picture(8, 9, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other sides");
    }

    private static PixelImage picture(int width, int height, int noise) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    int clean = (3 * x + 5 * y + 40 * c + (x / 8 * y / 8) % 64) % 200;
                    int sample = clean + noise * ((7 * x * x + 13 * y + 3 * x * y + 5 * c) % 17);
                    rgb[3 * (y * width + x) + c] = (byte) Math.min(255, sample);
                }
            }
        }
        return new PixelImage(width, height, rgb);
    }
}
