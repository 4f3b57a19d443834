package io.msliqa.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msliqa.SharedData;
import io.msliqa.image.PixelImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplerTest {

    private static final Path FIXTURES = Path.of("src/test/resources/resample");

    static List<String> picturesResizedByPillow() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+x\\d+-\\d+x\\d+\\.png"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("picturesResizedByPillow")
    void resizingEqualsPillowToTheBit(String fixture) throws IOException {
        Matcher name = Pattern.compile("(\\d+x\\d+)-(\\d+)x(\\d+)\\.png").matcher(fixture);
        assertThat(name.matches()).isTrue();
        PixelImage source = TestPictures.read(FIXTURES.resolve(name.group(1) + ".png"));

        PixelImage resized = Resampler.resize(source, Integer.parseInt(name.group(2)), Integer.parseInt(name.group(3)));

        assertThat(resized).isEqualTo(TestPictures.read(FIXTURES.resolve(fixture)));
    }

    static List<String> realPicturesResizedByPillow() throws IOException {
        return Files.readAllLines(FIXTURES.resolve("real.csv"), StandardCharsets.UTF_8).stream()
                .skip(1)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("realPicturesResizedByPillow")
    void realPicturesResizedHavePillowsDigest(String line) throws Exception {
        List<String> cells = List.of(line.split(",", -1));
        PixelImage source = TestPictures.read(SharedData.path(cells.get(0)));

        PixelImage resized = Resampler.resize(source, Integer.parseInt(cells.get(1)), Integer.parseInt(cells.get(2)));

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(resized.rgb());
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(cells.get(3));
    }

    @Test
    void anyWindowEqualsTheSameWindowOfTheWholeResizedPicture() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            PixelImage source = TestPictures.noise(1 + random.nextInt(90), 1 + random.nextInt(90), round);
            int toWidth = side(source.width(), random);
            int toHeight = side(source.height(), random);
            int width = 1 + random.nextInt(toWidth);
            int height = 1 + random.nextInt(toHeight);
            int x = random.nextInt(toWidth - width + 1);
            int y = random.nextInt(toHeight - height + 1);

            PixelImage window = Resampler.window(source, toWidth, toHeight, x, y, width, height);

            PixelImage whole = Resampler.resize(source, toWidth, toHeight);
            assertThat(window)
                    .as("%s to %d x %d, %d x %d at %d, %d", source, toWidth, toHeight, width, height, x, y)
                    .isEqualTo(whole.crop(x, y, width, height));
        }
    }

    /** Often the paper's scales, sometimes the same side, else anything. */
    private static int side(int side, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 2 * side;
            case 1 -> (side + 1) / 2;
            case 2 -> side;
            default -> 1 + random.nextInt(200);
        };
    }

    @Test
    void aPictureOfOneColourKeepsIt() {
        PixelImage grey = TestPictures.plain(33, 21, 201);

        assertThat(Resampler.resize(grey, 70, 9)).isEqualTo(TestPictures.plain(70, 9, 201));
    }

    @Test
    void aWindowOutsideTheResizedPictureIsRefused() {
        PixelImage source = TestPictures.noise(8, 8, 1);

        assertThatThrownBy(() -> Resampler.window(source, 16, 16, 9, 0, 8, 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leaves the resized picture of 16 x 16");
        assertThatThrownBy(() -> Resampler.resize(source, 0, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
