package io.msliqa.torch.training;

import io.msliqa.image.PixelImage;
import io.msliqa.network.Cause;
import io.msliqa.network.Quality;
import io.msliqa.patch.Transform;
import io.msliqa.quality.labels.LabelledImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes the batch of any step, with pictures of its own for each zoom level: more contents a step for the same computing.
 * As in {@link BatchMaker}, everything follows from the plan's seed and the step's number.
 */
final class LevelBatches {

    private static final double MOST_CONTRAST = 1.35;

    private final TrainingPlan plan;
    private final List<TrainingSource> sources;
    private final PictureLoader pictures;
    private final List<Cropper> croppers;
    private final List<Order> orders;

    /** Says which picture of a source's set stands at a position. */
    private interface Order {
        int at(long position);
    }

    /**
     * A picture and what is to be known of it.
     *
     * @param place that its random numbers follow from; the pictures of a pair have one in common
     */
    private record Sample(LabelledImage image, double quality, Quality teaches, long place) {}

    LevelBatches(TrainingPlan plan, List<TrainingSource> sources, PictureLoader pictures) {
        this.plan = plan;
        this.sources = sources;
        this.pictures = pictures;
        double jitter = plan.augmentation().zoomJitter();
        this.croppers =
                plan.levels().stream().map(level -> new Cropper(level, jitter)).toList();
        this.orders = sources.stream().map(source -> order(source, plan.seed())).toList();
    }

    private static Order order(TrainingSource source, long seed) {
        long own = seed + source.name().hashCode();
        List<LabelledImage> images = source.training().images();
        if (source.serving().pairs()) {
            PairOrder pairs = new PairOrder(images, source.serving().clean(), own);
            return position -> pairs.at(position / 2).get((int) (position % 2));
        }
        PictureOrder order = new PictureOrder(images.size(), own);
        return order::at;
    }

    /**
     * The batch of a step, counted from 0.
     *
     * @throws TrainingException if a picture cannot be read
     */
    Batch make(int step) {
        return new Batch(IntStream.range(0, croppers.size())
                .mapToObj(level -> part(step, level))
                .toList());
    }

    private Batch.Part part(int step, int level) {
        List<Sample> samples = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Serving serving = sources.get(i).serving();
            long from = (long) step * serving.all() + serving.before(level);
            for (int row = 0; row < serving.at(level); row++) {
                samples.add(sample(i, from + row));
            }
            rows.add(serving.at(level));
        }
        float[] qualities = new float[samples.size()];
        int[] causes = new int[samples.size()];
        for (int i = 0; i < qualities.length; i++) {
            qualities[i] = (float) samples.get(i).quality();
            causes[i] = cause(samples.get(i).image());
        }
        return new Batch.Part(view(samples, level), qualities, causes, rows);
    }

    private Sample sample(int source, long position) {
        TrainingSource from = sources.get(source);
        LabelledImage image = from.training().images().get(orders.get(source).at(position));
        long place = (from.serving().pairs() ? position / 2 : position) * sources.size() + source;
        return new Sample(image, from.training().quality(image), from.teaches(), place);
    }

    private int cause(LabelledImage image) {
        List<Cause> causes = plan.teaching().outputs().causes();
        return image.cause().map(causes::indexOf).orElse(-1);
    }

    private Batch.View view(List<Sample> samples, int level) {
        List<PixelImage> read = pictures.read(
                samples.stream().map(sample -> sample.image().image()).toList());
        Cropper cropper = croppers.get(level);
        Cropper.Size size = cropper.viewOf(read.stream().map(Cropper.Size::of).toList());
        int bytes = PixelImage.CHANNELS * size.width() * size.height();
        ByteBuffer pixels = ByteBuffer.allocateDirect(samples.size() * bytes);
        List<Integer> rows = IntStream.range(0, samples.size()).boxed().toList();
        pictures.each(rows, row -> {
            PixelImage view = varied(samples.get(row), read.get(row), cropper, size, level);
            pixels.put(row * bytes, view.rgb());
            return row;
        });
        return new Batch.View(pixels, size.width(), size.height());
    }

    /** A view of a picture, cropped, turned and coloured as its place says. */
    private PixelImage varied(Sample sample, PixelImage picture, Cropper cropper, Cropper.Size size, int level) {
        SplittableRandom random = new SplittableRandom((plan.seed() * 1_000_003 + sample.place()) * 1_000_003 + level);
        boolean transposed = plan.augmentation().transposes() && random.nextBoolean();
        boolean mirrored = plan.augmentation().flips() && random.nextBoolean();
        boolean grey =
                random.nextDouble() < plan.teaching().grey() && sample.image().greyToo();
        boolean boosted = random.nextDouble() < plan.teaching().boost() && isCleanOriginal(sample);
        double contrast = 1 + (MOST_CONTRAST - 1) * random.nextDouble();
        PixelImage view = cropper.view(picture, size, random);
        view = transposed && size.width() == size.height() ? Transform.TRANSPOSED.apply(view) : view;
        view = mirrored ? Variations.mirrored(view) : view;
        view = boosted ? Variations.withContrast(view, contrast) : view;
        return grey ? Variations.grey(view) : view;
    }

    private static boolean isCleanOriginal(Sample sample) {
        return sample.teaches() == Quality.FIDELITY
                && sample.image().distortion().isEmpty();
    }
}
