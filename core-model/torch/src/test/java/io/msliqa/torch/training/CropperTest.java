package io.msliqa.torch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.msliqa.image.PixelImage;
import io.msliqa.patch.Resampler;
import io.msliqa.patch.ZoomLevel;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropperTest {

    private static PixelImage picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(1).nextBytes(rgb);
        return new PixelImage(width, height, rgb);
    }

    @ParameterizedTest
    @CsvSource({
        "crop-32, 32, 32",
        "resize-48/crop-40, 40, 40",
        "resize-30x30, 30, 30",
        "resize-48, 64, 48",
        "zoom-50, 40, 30",
        "zoom-200/crop-96, 96, 96",
        "zoom-50/crop-48, 48, 48",
        "whole, 80, 60"
    })
    void viewsAreAsLargeAsTheLevelSays(String level, int width, int height) {
        Cropper cropper = new Cropper(ZoomLevel.parse(level));
        PixelImage picture = picture(80, 60);

        Cropper.Size size = cropper.viewOf(List.of(new Cropper.Size(80, 60)));
        PixelImage view = cropper.view(picture, size, new SplittableRandom(1));

        assertThat(size).isEqualTo(new Cropper.Size(width, height));
        assertThat(view.width()).isEqualTo(width);
        assertThat(view.height()).isEqualTo(height);
    }

    @Test
    void withoutACropABatchGetsTheSmallestSides() {
        Cropper cropper = new Cropper(ZoomLevel.parse("whole"));

        assertThat(cropper.viewOf(List.of(new Cropper.Size(80, 60), new Cropper.Size(50, 70))))
                .isEqualTo(new Cropper.Size(50, 60));
    }

    @Test
    void theMiddleIsAlwaysTheSame() {
        PixelImage picture = picture(80, 60);

        assertThat(new Cropper(ZoomLevel.parse("whole")).middle(picture)).isEqualTo(picture);
        assertThat(new Cropper(ZoomLevel.parse("crop-32"), 0.5).middle(picture))
                .isEqualTo(picture.crop(24, 14, 32, 32));
        assertThat(new Cropper(ZoomLevel.parse("zoom-200/crop-96"), 0.5).middle(picture))
                .isEqualTo(Resampler.resize(picture, 160, 120).crop(32, 12, 96, 96));
    }

    @Test
    void theCropIsAWindowOfTheResizedPicture() {
        PixelImage picture = picture(80, 60);
        Cropper cropper = new Cropper(ZoomLevel.parse("resize-48/crop-48"));

        PixelImage view = cropper.view(picture, new Cropper.Size(48, 48), new SplittableRandom(4));

        PixelImage whole = Resampler.resize(picture, 64, 48);
        assertThat(java.util.stream.IntStream.rangeClosed(0, 16).mapToObj(x -> whole.crop(x, 0, 48, 48)))
                .contains(view);
    }

    @Test
    void jitterVariesTheResizeWithinItsBounds() {
        int side = 64;
        byte[] ramp = new byte[3 * side * side];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (4 * (i / 3 % side));
        }
        PixelImage picture = new PixelImage(side, side, ramp);
        Cropper cropper = new Cropper(ZoomLevel.parse("resize-128/crop-32"), 0.25);
        SplittableRandom random = new SplittableRandom(1);

        List<Double> slopes = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> cropper.view(picture, new Cropper.Size(32, 32), random))
                .mapToDouble(view -> ((view.rgb()[3 * 26] & 255) - (view.rgb()[3 * 6] & 255)) / 20.0)
                .boxed()
                .toList();

        // Four grey levels a source pixel: two a pixel at double size, more or less with jitter.
        assertThat(slopes).allMatch(slope -> slope > 2 / 1.25 - 0.15 && slope < 2 * 1.25 + 0.15);
        assertThat(slopes).anyMatch(slope -> slope < 1.75).anyMatch(slope -> slope > 2.25);
    }

    @Test
    void aLevelThatDoesNotResizeKeepsItsPixelsUnderJitter() {
        PixelImage picture = picture(80, 60);

        PixelImage view = new Cropper(ZoomLevel.parse("crop-60"), 0.5)
                .view(picture, new Cropper.Size(60, 60), new SplittableRandom(2));

        assertThat(java.util.stream.IntStream.rangeClosed(0, 20).mapToObj(x -> picture.crop(x, 0, 60, 60)))
                .contains(view);
    }

    @Test
    void placesDifferWithinThePicture() {
        PixelImage picture = picture(80, 60);
        Cropper cropper = new Cropper(ZoomLevel.parse("crop-32"));
        SplittableRandom random = new SplittableRandom(1);

        assertThat(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> cropper.view(picture, new Cropper.Size(32, 32), random))
                        .distinct()
                        .count())
                .isGreaterThan(15);
    }

    @Test
    void aPictureSmallerThanTheCropIsMirroredAround() {
        PixelImage picture = picture(20, 60);

        PixelImage view = new Cropper(ZoomLevel.parse("crop-32"))
                .view(picture, new Cropper.Size(32, 32), new SplittableRandom(1));

        assertThat(view.width()).isEqualTo(32);
        for (int y = 0; y < 32; y++) {
            assertThat(view.sample(5, y, 0)).as("left of the first column").isEqualTo(view.sample(7, y, 0));
        }
    }

    @Test
    void aPictureThatIsResizedBelowTheCropIsMirroredAround() {
        PixelImage picture = picture(40, 120);

        PixelImage view = new Cropper(ZoomLevel.parse("resize-20/crop-32"))
                .view(picture, new Cropper.Size(32, 32), new SplittableRandom(1));

        PixelImage resized = Resampler.resize(picture, 20, 60);
        assertThat(java.util.stream.IntStream.rangeClosed(0, 28).mapToObj(y -> resized.crop(0, y, 20, 32)))
                .as("the middle of the view")
                .contains(view.crop(6, 0, 20, 32));
        assertThat(view.sample(5, 9, 0)).as("left of the first column").isEqualTo(view.sample(7, 9, 0));
    }
}
