package io.msliqa.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.msliqa.image.FailureReason;
import io.msliqa.image.ImageException;
import io.msliqa.image.PixelImage;
import io.msliqa.patch.Resampler;
import io.msliqa.patch.TestPictures;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.Protocols;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against torch, torchvision, Pillow and pyiqa: {@code src/test/python/view_fixtures.py}. */
class ViewsTest {

    private static final Path RESOURCES = Path.of("src/test/resources");

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(RESOURCES.resolve("views").resolve(file));
    }

    private static Pixels seen(PixelImage picture, String steps) throws ImageException {
        NetworkProtocol protocol = Protocols.read(Protocols.withView(steps));
        return new Views(picture).of(protocol.views()).get("seen");
    }

    static Stream<String> resizes() throws IOException {
        return lines("resizes.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("resizes")
    void resizesAsTorchAndPillowDo(String line) throws Exception {
        String[] cells = line.split("\\|", -1);
        PixelImage picture = TestPictures.read(RESOURCES.resolve("resample/" + cells[0] + ".png"));

        Pixels view = seen(picture, cells[1]);

        assertThat(view.width() + "x" + view.height()).isEqualTo(cells[2]);
        double[] expected = Arrays.stream(cells[3].split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double tolerance = cells[1].contains("on = bytes") ? 0 : 2e-3;
        for (int i = 0; i < expected.length; i++) {
            int place = 43 * i;
            int x = place % view.width();
            int y = place / view.width() % view.height();
            assertThat((double) view.sample(x, y, place / view.width() / view.height()))
                    .as("sample %d", place)
                    .isCloseTo(expected[i], within(tolerance));
        }
    }

    @Test
    void bicubicOnBytesIsTheResamplersToTheBit() throws Exception {
        PixelImage picture = TestPictures.read(RESOURCES.resolve("resample/61x47.png"));

        Pixels view = seen(picture, "{ resize = exact, to = [83, 9], kernel = bicubic, antialias = true, on = bytes }");

        assertThat(((Pixels.Bytes) view).picture()).isEqualTo(Resampler.resize(picture, 83, 9));
    }

    static Stream<String> crops() throws IOException {
        return lines("crops.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("crops")
    void cropsAsTorchvisionAndPyiqaDo(String line) throws Exception {
        String[] cells = line.split("\\|", -1);
        String[] sides = cells[0].split("x", -1);
        Pixels view = plain(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        NetworkProtocol protocol = Protocols.read(Protocols.withCrops(cells[1]));

        List<CropWindow> windows = CropPlaces.of(
                protocol.inputs().get(0).crops(), protocol.inputs().get(0).turns(), view, 0);

        assertThat(windows.stream().map(at -> at.x() + "," + at.y()).toList())
                .isEqualTo(List.of(cells[2].split(" ", -1)));
    }

    private static Pixels plain(int width, int height) {
        return new Pixels.Bytes(new PixelImage(width, height, new byte[3 * width * height]));
    }

    @Test
    void gridsFromEdgeToEdgeReachTheEdges() throws ImageException {
        assertThat(starts("{ take = grid, size = 4, count = 9, spacing = edges-down }", 11))
                .containsExactly(0, 3, 7);
        assertThat(starts("{ take = grid, size = 4, count = 9, spacing = edges-nearest }", 11))
                .containsExactly(0, 4, 7);
    }

    private static List<Integer> starts(String crops, int width) throws ImageException {
        return places(crops, width, 0).stream().map(CropWindow::x).distinct().toList();
    }

    private static List<CropWindow> places(String crops, int side, long seed) throws ImageException {
        NetworkProtocol protocol = Protocols.read(Protocols.withCrops(crops));
        return CropPlaces.of(
                protocol.inputs().get(0).crops(), protocol.inputs().get(0).turns(), plain(side, side), seed);
    }

    @Test
    void cropsAtRandomAreTheSameForAPictureEveryTime() throws ImageException {
        String crops = "{ take = random, size = 8, count = 30, seed = 3 }";
        List<CropWindow> first = places(crops, 50, 77);

        assertThat(places(crops, 50, 77)).isEqualTo(first);
        assertThat(places(crops, 50, 78)).isNotEqualTo(first);
        assertThat(places(crops.replace("seed = 3", "seed = 4"), 50, 77)).isNotEqualTo(first);
        assertThat(first).allSatisfy(at -> {
            assertThat(at.x()).isBetween(0, 42);
            assertThat(at.y()).isBetween(0, 42);
        });
        assertThat(first.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void smallPicturesArePaddedOrRefused() throws ImageException {
        PixelImage picture = new PixelImage(2, 1, new byte[] {10, 20, 30, 40, 50, 60});

        assertThat(reds(seen(picture, "{ pad = zero, to = [5, 2] }"))).containsExactly(0, 10, 40, 0, 0, 0, 0, 0, 0, 0);
        assertThat(reds(seen(picture, "{ pad = edge, to = [5, 1] }"))).containsExactly(10, 10, 40, 40, 40);
        assertThat(reds(seen(picture, "{ pad = mirror, to = [5, 1], at = top-left }")))
                .containsExactly(10, 40, 10, 40, 10);
        assertThat(reds(seen(picture, "{ pad = mean, multiple = 3, at = top-left }")))
                .containsExactly(10, 40, 25, 25, 25, 25, 25, 25, 25);
        assertThatThrownBy(() -> seen(picture, "{ refuse-below = 2 }"))
                .isInstanceOfSatisfying(
                        ImageException.class, e -> assertThat(e.reason()).isEqualTo(FailureReason.TOO_SMALL))
                .hasMessageContaining("2 x 1");
        assertThatThrownBy(() -> places("{ take = centre, size = 9 }", 8, 0))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("A crop of 9 x 9 does not fit into the view of 8 x 8");
    }

    private static List<Integer> reds(Pixels view) {
        return Stream.iterate(0, i -> i + 1)
                .limit((long) view.width() * view.height())
                .map(i -> Math.round(view.sample(i % view.width(), i / view.width(), 0)))
                .toList();
    }

    @Test
    void tensorsHaveTheLayoutTheColoursAndTheTurnsThatTheProtocolSays() throws ImageException {
        // Two columns, three rows: red counts 1 to 6.
        byte[] rgb = new byte[18];
        for (int i = 0; i < 6; i++) {
            rgb[3 * i] = (byte) (i + 1);
            rgb[3 * i + 1] = (byte) (10 * (i + 1));
        }
        Pixels view = new Pixels.Bytes(new PixelImage(2, 3, rgb));

        assertThat(tensor(view, "range = [0, 255]")).startsWith(1, 2, 3, 4, 5, 6, 10, 20);
        assertThat(tensor(view, "range = [0, 255], layout = nhwc")).startsWith(1, 10, 0, 2, 20, 0);
        assertThat(tensor(view, "range = [0, 255], colours = bgr")).startsWith(0, 0, 0, 0, 0, 0, 10, 20);
        assertThat(tensor(view, "range = [0, 255], colours = grey, mean = [0], deviation = [1]"))
                .hasSize(6)
                .startsWith(0.299f * 1 + 0.587f * 10);
        assertThat(tensor(view, "range = [0, 255], mean = [1, 1, 1], deviation = [2, 2, 2]"))
                .startsWith(0, 0.5f, 1);
        assertThat(tensor(view, "range = [0, 255], turns = [flipped]")).startsWith(2, 1, 4, 3, 6, 5);
        assertThat(tensor(view, "range = [0, 255], turns = [upside-down]")).startsWith(5, 6, 3, 4, 1, 2);
        assertThat(tensor(view, "range = [0, 255], turns = [half-turn]")).startsWith(6, 5, 4, 3, 2, 1);
        assertThat(tensor(view, "range = [0, 255], turns = [transposed]")).startsWith(1, 3, 5, 2, 4, 6);
        assertThat(tensor(view, "range = [0, 255], turns = [quarter-right]")).startsWith(5, 3, 1, 6, 4, 2);
        assertThat(tensor(view, "range = [0, 255], turns = [quarter-left]")).startsWith(2, 4, 6, 1, 3, 5);
    }

    private static float[] tensor(Pixels view, String input) throws ImageException {
        NetworkProtocol protocol = Protocols.read(
                Protocols.with("inputs = [ { name = x, " + input + " } ]", "score = [ { mean-of = crops } ]"));
        TensorWriter writer = new TensorWriter(protocol.inputs().get(0));
        CropWindow window = CropPlaces.of(
                        protocol.inputs().get(0).crops(),
                        protocol.inputs().get(0).turns(),
                        view,
                        0)
                .get(0);
        float[] numbers = new float[(int) writer.size(window)];
        FloatBuffer tensor = FloatBuffer.wrap(numbers);
        writer.put(view, window, tensor);
        assertThat(tensor.hasRemaining()).isFalse();
        long product = Arrays.stream(writer.shape(window, 1)).reduce(1, (a, b) -> a * b);
        assertThat(product).isEqualTo(numbers.length);
        return numbers;
    }
}
