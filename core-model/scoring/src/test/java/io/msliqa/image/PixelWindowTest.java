package io.msliqa.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PixelWindowTest {

    /** Three columns and two rows; a sample says where it is. */
    private final PixelImage picture =
            new PixelImage(3, 2, new byte[] {10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 52, 60, 61, 62});

    @Test
    void samplesAreCopiedRowByRowToTheirPlace() {
        ByteBuffer buffer = ByteBuffer.allocate(8);

        new PixelWindow(picture, 1, 0, 1, 2).copyTo(buffer, 2);

        assertThat(buffer.array()).containsExactly(0, 0, 20, 21, 22, 50, 51, 52);
    }

    @Test
    void wholeRowsAreCopiedAtOnce() {
        ByteBuffer buffer = ByteBuffer.allocate(9);

        new PixelWindow(picture, 0, 1, 3, 1).copyTo(buffer, 0);

        assertThat(buffer.array()).containsExactly(40, 41, 42, 50, 51, 52, 60, 61, 62);
    }

    @Test
    void anImageIsACopyUnlessItIsAll() {
        assertThat(new PixelWindow(picture, 1, 0, 2, 1).image())
                .isEqualTo(new PixelImage(2, 1, new byte[] {20, 21, 22, 30, 31, 32}));
        assertThat(PixelWindow.of(picture).image()).isSameAs(picture);
    }

    @Test
    void aWindowLiesWithinItsPicture() {
        assertThatThrownBy(() -> new PixelWindow(picture, 2, 0, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The window 2 x 1 at (2, 0) leaves the picture of 3 x 2");
        assertThatThrownBy(() -> new PixelWindow(picture, 0, -1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PixelWindow(picture, 0, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
