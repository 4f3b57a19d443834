package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.DecodeLimits;
import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files and expectations by src/test/python/decoder_fixtures.py. */
class ImageDecoderFixturesTest {

    private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);

    static Stream<String> expectations() throws IOException {
        return new String(resource("expected.csv"), StandardCharsets.UTF_8).lines();
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void pixelsAreThoseOfPillow(String expectation) throws Exception {
        List<String> cells = List.of(expectation.split(",", -1));

        PixelImage image = DECODER.decode(resource(cells.get(0))).pixels();

        assertThat(image.width() + " x " + image.height()).isEqualTo(cells.get(2) + " x " + cells.get(3));
        for (String point : cells.subList(4, cells.size())) {
            String[] parts = point.split(":", -1);
            byte[] rgb = HexFormat.of().parseHex(parts[2]);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(image.sample(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), channel))
                        .as("%s, channel %d at %s", cells.get(0), channel, point)
                        .isCloseTo(rgb[channel] & 0xFF, within(Integer.parseInt(cells.get(1))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void aFileCutBeforeItsFirstPictureEndsIsTruncated(String expectation) throws Exception {
        String name = expectation.substring(0, expectation.indexOf(','));
        byte[] whole = resource(name);
        // The first picture of the files with more than one ends before their middle.
        int longest = name.startsWith("animated") || name.startsWith("pages") ? whole.length / 3 : whole.length - 17;
        for (int length = 26; length < longest; length += 1 + whole.length / 31) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(reason(cut)).as("%s cut to %d bytes", name, length).isEqualTo(FailureReason.TRUNCATED);
        }
    }

    private static FailureReason reason(byte[] file) {
        try {
            DECODER.decode(file);
            throw new AssertionError("decoded");
        } catch (ImageException e) {
            return e.reason();
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = ImageDecoderFixturesTest.class.getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
