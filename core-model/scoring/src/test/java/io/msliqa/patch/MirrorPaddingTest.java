package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.PixelImage;
import org.junit.jupiter.api.Test;

class MirrorPaddingTest {

    @Test
    void growsToTheRightAndBelowByTheMirrorImageWithoutItsEdge() {
        PixelImage picture = TestPictures.noise(5, 7, 1);

        PixelImage padded = MirrorPadding.toMultiplesOf(4, picture);

        assertThat(padded.width()).isEqualTo(8);
        assertThat(padded.height()).isEqualTo(8);
        assertThat(padded.crop(0, 0, 5, 7)).isEqualTo(picture);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                int column = x < 5 ? x : 8 - x;
                int row = y < 7 ? y : 12 - y;
                assertThat(padded.sample(x, y, 1)).isEqualTo(picture.sample(column, row, 1));
            }
        }
    }

    @Test
    void aPictureThatFitsStaysItself() {
        PixelImage picture = TestPictures.noise(64, 32, 1);

        assertThat(MirrorPadding.toMultiplesOf(32, picture)).isSameAs(picture);
    }

    @Test
    void aSinglePixelFillsAll() {
        PixelImage padded = MirrorPadding.toMultiplesOf(3, TestPictures.plain(1, 1, 9));

        assertThat(padded).isEqualTo(TestPictures.plain(3, 3, 9));
    }
}
