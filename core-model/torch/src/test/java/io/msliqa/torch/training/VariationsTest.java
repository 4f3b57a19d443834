package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.PixelImage;
import org.junit.jupiter.api.Test;

class VariationsTest {

    private static PixelImage picture(int... samples) {
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) samples[i];
        }
        return new PixelImage(samples.length / 3, 1, rgb);
    }

    @Test
    void greyIsTheLumaOfEachPixel() {
        // 0.299 * 255 = 76.2, 0.587 * 255 = 149.7, 0.114 * 255 = 29.1
        assertThat(Variations.grey(picture(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255)))
                .isEqualTo(picture(76, 76, 76, 150, 150, 150, 29, 29, 29, 255, 255, 255));
    }

    @Test
    void contrastIsAboutTheMeanAndClipped() {
        assertThat(Variations.withContrast(picture(100, 100, 100, 200, 200, 200), 1.2))
                .isEqualTo(picture(90, 90, 90, 210, 210, 210));
        assertThat(Variations.withContrast(picture(0, 0, 0, 255, 255, 255), 1.35))
                .isEqualTo(picture(0, 0, 0, 255, 255, 255));
    }

    @Test
    void mirroringTurnsLeftToRight() {
        assertThat(Variations.mirrored(picture(1, 2, 3, 4, 5, 6))).isEqualTo(picture(4, 5, 6, 1, 2, 3));
    }
}
