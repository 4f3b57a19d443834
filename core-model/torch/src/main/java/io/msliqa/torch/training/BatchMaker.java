package io.msliqa.torch.training;

import io.msliqa.image.PixelImage;
import io.msliqa.patch.Transform;
import io.msliqa.quality.labels.LabelledImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes the batch of any step, the same pictures at every zoom level: which pictures, where they are cropped and how they are turned follow from the plan's
 * seed and the step's number alone, so a training that was stopped goes on as if it had not been.
 */
final class BatchMaker {

    private final TrainingPlan plan;
    private final List<TrainingSource> sources;
    private final List<PictureOrder> orders = new ArrayList<>();
    private final List<Cropper> croppers;
    private final PictureLoader pictures;

    BatchMaker(TrainingPlan plan, List<TrainingSource> sources, PictureLoader pictures) {
        this.plan = plan;
        this.sources = sources;
        this.pictures = pictures;
        double jitter = plan.augmentation().zoomJitter();
        this.croppers =
                plan.levels().stream().map(level -> new Cropper(level, jitter)).toList();
        for (TrainingSource source : sources) {
            orders.add(new PictureOrder(
                    source.training().images().size(),
                    plan.seed() + source.name().hashCode()));
        }
    }

    /**
     * The batch of a step, counted from 0.
     *
     * @throws TrainingException if a picture cannot be read
     */
    Batch make(int step) {
        List<Path> files = new ArrayList<>();
        List<Double> qualities = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            TrainingSource source = sources.get(i);
            int pictures = source.serving().at(0);
            for (int row = 0; row < pictures; row++) {
                int index = orders.get(i).at((long) step * pictures + row);
                LabelledImage image = source.training().images().get(index);
                files.add(image.image());
                qualities.add(source.training().quality(image));
            }
            rows.add(pictures);
        }
        float[] labels = new float[qualities.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = qualities.get(i).floatValue();
        }
        Transform turn = turn(step);
        List<PixelImage> images = pictures.each(pictures.read(files), turn::apply);
        return Batch.shared(views(images, step), labels, rows);
    }

    /** Chooses one turn for all pictures of a step, so that pictures of one size keep one size. */
    private Transform turn(int step) {
        boolean transposed =
                plan.augmentation().transposes() && random(step, -1).nextBoolean();
        return transposed ? Transform.TRANSPOSED : Transform.AS_IS;
    }

    private SplittableRandom random(int step, int row) {
        return new SplittableRandom((plan.seed() * 1_000_003 + step) * 1_000_003 + row);
    }

    private List<Batch.View> views(List<PixelImage> images, int step) {
        List<Cropper.Size> sizes = images.stream().map(Cropper.Size::of).toList();
        List<Cropper.Size> shapes =
                croppers.stream().map(cropper -> cropper.viewOf(sizes)).toList();
        List<Batch.View> views = shapes.stream()
                .map(size -> new Batch.View(
                        ByteBuffer.allocateDirect(images.size() * bytes(size)), size.width(), size.height()))
                .toList();
        List<Integer> rows = IntStream.range(0, images.size()).boxed().toList();
        pictures.each(rows, row -> {
            SplittableRandom random = random(step, row);
            boolean mirrored = plan.augmentation().flips() && random.nextBoolean();
            for (int level = 0; level < shapes.size(); level++) {
                Cropper.Size size = shapes.get(level);
                PixelImage view = croppers.get(level).view(images.get(row), size, random);
                PixelImage seen = mirrored ? Variations.mirrored(view) : view;
                views.get(level).pixels().put(row * bytes(size), seen.rgb());
            }
            return row;
        });
        return views;
    }

    private static int bytes(Cropper.Size size) {
        return PixelImage.CHANNELS * size.width() * size.height();
    }
}
