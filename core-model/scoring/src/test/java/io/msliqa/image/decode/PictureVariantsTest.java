package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and expectations by src/test/python/variant_fixtures.py. */
class PictureVariantsTest {

    private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);

    static Stream<String> pictures() throws IOException {
        return new String(resource("pictures.csv"), StandardCharsets.UTF_8).lines();
    }

    static Stream<String> refused() throws IOException {
        return new String(resource("refused.csv"), StandardCharsets.UTF_8).lines();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void samplesAreThoseOfIndependentDecoders(String expectation) throws Exception {
        List<String> cells = List.of(expectation.split(",", -1));

        PixelImage image = DECODER.decode(resource(cells.get(0))).pixels();

        assertThat(image.width() + "," + image.height()).isEqualTo(cells.get(1) + "," + cells.get(2));
        int most = Integer.parseInt(cells.get(4));
        if (most == 0) {
            CRC32 checksum = new CRC32();
            checksum.update(image.rgb());
            assertThat(checksum.getValue()).as(cells.get(0)).isEqualTo(Long.parseLong(cells.get(3)));
            return;
        }
        PixelImage right = DECODER.decode(resource(cells.get(0) + ".png")).pixels();
        for (int i = 0; i < right.rgb().length; i++) {
            assertThat(image.rgb()[i] & 0xFF).as("sample %d", i).isCloseTo(right.rgb()[i] & 0xFF, within(most));
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void damagedAndForeignFilesAreRefusedByTheRightReason(String expectation) throws Exception {
        List<String> cells = List.of(expectation.split(",", -1));
        byte[] file = resource(cells.get(0));
        List<String> reasons = cells.get(1).equals("damage") ? List.of("CORRUPT", "TRUNCATED") : List.of(cells.get(1));

        assertThatThrownBy(() -> DECODER.decode(file))
                .hasMessageContaining(cells.get(2))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.reason().name()).isIn(reasons));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = PictureVariantsTest.class.getResourceAsStream("variants/" + name)) {
            return stream.readAllBytes();
        }
    }
}
