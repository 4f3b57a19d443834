package io.msliqa.training;

import io.msliqa.image.PixelImage;
import io.msliqa.patch.Patch;
import io.msliqa.patch.PatchSampler;
import io.msliqa.patch.Resampler;
import io.msliqa.patch.ScaledSize;
import io.msliqa.patch.Transform;
import io.msliqa.patch.ZoomLevel;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sees pictures at a zoom level: resized, then cropped at random.
 *
 * <p>Where the level crops, a picture smaller than the crop is mirrored around, as in scoring. Where it does not, the
 * pictures of a batch are cropped to the smallest width and the smallest height among them, for a batch has one shape;
 * pictures of one size are left whole.
 */
record Cropper(ZoomLevel level) {

    /** Sides in pixels. */
    record Size(int width, int height) {

        static Size of(PixelImage picture) {
            return new Size(picture.width(), picture.height());
        }
    }

    /** The sides of the views of these pictures. */
    Size viewOf(List<Size> pictures) {
        if (level.crop() > 0) {
            return new Size(level.crop(), level.crop());
        }
        int width = Integer.MAX_VALUE;
        int height = Integer.MAX_VALUE;
        for (Size picture : pictures) {
            Size resized = resized(picture);
            width = Math.min(width, resized.width());
            height = Math.min(height, resized.height());
        }
        return new Size(width, height);
    }

    /** A view of those sides of the picture, at a random place. */
    PixelImage view(PixelImage picture, Size view, RandomGenerator random) {
        Size resized = resized(Size.of(picture));
        int x = start(resized.width() - view.width(), random);
        int y = start(resized.height() - view.height(), random);
        if (x >= 0 && y >= 0) {
            return Resampler.window(picture, resized.width(), resized.height(), x, y, view.width(), view.height());
        }
        ScaledSize scaled = new ScaledSize(1, resized.width(), resized.height());
        Patch patch = new Patch(scaled, level.crop(), x, y, Transform.AS_IS, 1);
        return new PatchSampler(picture, List.of(patch)).sample(patch);
    }

    private static int start(int room, RandomGenerator random) {
        return room <= 0 ? Math.floorDiv(room, 2) : random.nextInt(room + 1);
    }

    private Size resized(Size picture) {
        int to = level.resizeTo();
        return switch (level.resize()) {
            case NONE -> picture;
            case SQUARE -> new Size(to, to);
            case SHORTER_SIDE ->
                picture.width() <= picture.height()
                        ? new Size(to, longer(picture.height(), picture.width()))
                        : new Size(longer(picture.width(), picture.height()), to);
        };
    }

    /** torchvision's: the longer side, rounded down. */
    private int longer(int side, int shorter) {
        return Math.toIntExact((long) level.resizeTo() * side / shorter);
    }
}
