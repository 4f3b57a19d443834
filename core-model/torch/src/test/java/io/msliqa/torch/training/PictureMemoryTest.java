package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.PixelImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureMemoryTest {

    private static final int PICTURE = 3 * 4 * 2;

    private final List<String> decoded = new ArrayList<>();

    private PixelImage decode(Path file) {
        decoded.add(file.toString());
        byte[] rgb = new byte[PICTURE];
        rgb[0] = (byte) file.toString().charAt(0);
        return new PixelImage(4, 2, rgb);
    }

    @Test
    void keepsThePicturesThatComeFirstUntilThereIsNoRoom() {
        PictureMemory memory = new PictureMemory(2 * PICTURE + 1);

        for (int epoch = 0; epoch < 3; epoch++) {
            for (String name : List.of("a", "b", "c", "d")) {
                assertThat(memory.get(Path.of(name), this::decode).rgb()[0]).isEqualTo((byte) name.charAt(0));
            }
        }

        assertThat(decoded).containsExactly("a", "b", "c", "d", "c", "d", "c", "d");
    }

    @Test
    void withoutRoomEveryPictureIsDecodedEachTime() {
        PictureMemory memory = new PictureMemory(0);

        memory.get(Path.of("a"), this::decode);
        memory.get(Path.of("a"), this::decode);

        assertThat(decoded).containsExactly("a", "a");
    }
}
