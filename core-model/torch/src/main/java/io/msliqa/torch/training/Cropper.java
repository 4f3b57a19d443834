package io.msliqa.torch.training;

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
 * Makes the view that a zoom level has of a picture: it resizes, then crops at random.
 *
 * <p>Where the level crops, a picture smaller than the crop is mirrored around, as in scoring. Where it does not, the pictures
 * of a batch are cropped to the smallest width and the smallest height among them, for a batch has one shape; pictures of one
 * size are left whole.
 *
 * @param zoomJitter see {@link TrainingPlan.Augmentation}
 */
public record Cropper(ZoomLevel level, double zoomJitter) {

    /** Without jitter. */
    public Cropper(ZoomLevel level) {
        this(level, 0);
    }

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
            Size resized = resized(picture, level.resizeTo());
            width = Math.min(width, resized.width());
            height = Math.min(height, resized.height());
        }
        return new Size(width, height);
    }

    /** Cuts a view of these sides out of the picture, at a random place. */
    PixelImage view(PixelImage picture, Size view, RandomGenerator random) {
        Size resized = resized(Size.of(picture), jittered(random));
        int x = start(resized.width() - view.width(), random);
        int y = start(resized.height() - view.height(), random);
        return window(picture, resized, view, x, y);
    }

    /** The middle of the picture, without jitter. */
    public PixelImage middle(PixelImage picture) {
        Size view = viewOf(List.of(Size.of(picture)));
        Size resized = resized(Size.of(picture), level.resizeTo());
        int x = Math.floorDiv(resized.width() - view.width(), 2);
        int y = Math.floorDiv(resized.height() - view.height(), 2);
        return window(picture, resized, view, x, y);
    }

    private PixelImage window(PixelImage picture, Size resized, Size view, int x, int y) {
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

    /** Varies the side that the resize aims at. */
    private int jittered(RandomGenerator random) {
        if (zoomJitter == 0 || level.resizeTo() == 0 || level.crop() == 0) {
            return level.resizeTo();
        }
        double factor = Math.pow(1 + zoomJitter, 2 * random.nextDouble() - 1);
        return (int) Math.round(level.resizeTo() * factor);
    }

    private Size resized(Size picture, int to) {
        return switch (level.resize()) {
            case NONE -> picture;
            case SQUARE -> new Size(to, to);
            case ZOOM -> new Size(percent(picture.width(), to), percent(picture.height(), to));
            case SHORTER_SIDE ->
                picture.width() <= picture.height()
                        ? new Size(to, longer(picture.height(), picture.width(), to))
                        : new Size(longer(picture.width(), picture.height(), to), to);
        };
    }

    private static int percent(int side, int percent) {
        return Math.toIntExact(Math.max(1, Math.round(side * percent / 100.0)));
    }

    /** The longer side after the resize, rounded down as torchvision does. */
    private static int longer(int side, int shorter, int to) {
        return Math.toIntExact((long) to * side / shorter);
    }
}
