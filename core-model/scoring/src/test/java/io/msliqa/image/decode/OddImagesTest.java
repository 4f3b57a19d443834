package io.msliqa.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msliqa.SharedData;
import io.msliqa.image.DecodeLimits;
import io.msliqa.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PngSuite and mozjpeg's test pictures, many of them broken on purpose. */
class OddImagesTest {

    private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);

    @Test
    void brokenPngFilesAreNamedCorruptAndAllOthersDecode() throws IOException {
        Path folder = SharedData.path("odd-images");
        Set<String> broken = new TreeSet<>();
        expectedErrors(folder).fieldNames().forEachRemaining(broken::add);

        Map<String, String> outcomes = outcomes(folder.resolve("pngsuite"));

        assertThat(outcomes).hasSizeGreaterThan(170).containsKeys(broken.toArray(String[]::new));
        outcomes.forEach((name, outcome) -> assertThat(outcome)
                .as(name)
                .isEqualTo(broken.contains(name) ? "CORRUPT" : name.endsWith(".png") ? "PNG" : "UNSUPPORTED_FORMAT"));
    }

    @Test
    void mozjpegPicturesDecodeExceptTheCodingsThatAreNotRead() throws IOException {
        Map<String, String> outcomes = outcomes(SharedData.path("odd-images").resolve("mozjpeg"));

        assertThat(outcomes)
                .containsEntry("testorig.jpg", "JPEG")
                .containsEntry("testimgint.jpg", "JPEG")
                .containsEntry("testimgari.jpg", "UNSUPPORTED_FORMAT")
                .containsEntry("testorig12.jpg", "UNSUPPORTED_FORMAT")
                .containsEntry("monkey16.ppm", "UNSUPPORTED_FORMAT");
        outcomes.forEach((name, outcome) -> {
            if (name.endsWith(".bmp")) {
                assertThat(outcome).as(name).isEqualTo("BMP");
            }
        });
    }

    @Test
    void jpegErrorCasesFailWithAReason() throws IOException {
        Path folder = SharedData.path("odd-images");
        JsonNode cases = json(folder).at("/jpeg_error_cases/inline_test_cases");

        assertThat(cases).hasSize(6);
        for (JsonNode one : cases) {
            byte[] bytes = HexFormat.of().parseHex(one.get("bytes_hex").asText());
            assertThat(outcome(bytes)).as(one.get("name").asText()).isIn("CORRUPT", "TRUNCATED");
        }
    }

    @Test
    void everyPrefixOfAValidFileFails() throws IOException {
        Path folder = SharedData.path("odd-images");
        for (String name : new String[] {
            "mozjpeg/testorig.jpg", "pngsuite/PngSuite.png", "pngsuite/basn3p02.png", "mozjpeg/vgl_6434_0018a.bmp"
        }) {
            byte[] whole = Files.readAllBytes(folder.resolve(name));
            int tail = name.endsWith("png") ? 17 : 3; // the end mark, which nobody misses
            for (int length = 2; length < whole.length - tail; length += Math.max(1, whole.length / 97)) {
                assertThat(outcome(Arrays.copyOf(whole, length)))
                        .as("%s cut to %d of %d bytes", name, length, whole.length)
                        .isIn("TRUNCATED", "UNSUPPORTED_FORMAT");
            }
        }
    }

    private static JsonNode expectedErrors(Path folder) throws IOException {
        return json(folder).at("/pngsuite/error_files");
    }

    private static JsonNode json(Path folder) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("expected_errors.json").toFile());
    }

    private static Map<String, String> outcomes(Path folder) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                outcomes.put(file.getFileName().toString(), outcome(Files.readAllBytes(file)));
            }
        }
        return outcomes;
    }

    /** The format of a decoded file, or the reason why it could not be decoded. */
    private static String outcome(byte[] file) {
        try {
            return DECODER.decode(file).format().name();
        } catch (ImageException e) {
            return e.reason().name();
        }
    }
}
