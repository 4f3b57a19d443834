package io.msliqa.quality.labels;

import io.msliqa.scale.QualityScale;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Holds labelled pictures that share one scale, in the order of their label file.
 *
 * @param name what reports call the set, such as {@code KADID-10k}
 * @param scale the range and direction of all opinions
 * @param images no picture twice, every opinion on the scale; may be empty
 */
public record LabelledSet(String name, QualityScale scale, List<LabelledImage> images) {

    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

    public LabelledSet {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scale, "scale");
        images = List.copyOf(images);
    }

    /** How good people find a picture of this set: 0 the worst of the scale, 1 the best. */
    public double quality(LabelledImage image) {
        return scale.normalise(image.opinion());
    }

    /** The reference pictures, each once, in alphabetical order. */
    public SortedSet<String> references() {
        SortedSet<String> references = new TreeSet<>();
        images.forEach(image -> references.add(image.reference()));
        return references;
    }

    /** The pictures that fulfil a condition, in the same order, as a set of the same name and scale. */
    public LabelledSet only(Predicate<LabelledImage> condition) {
        return new LabelledSet(name, scale, images.stream().filter(condition).toList());
    }

    /**
     * At most so many of the pictures, evenly spread over their order, which goes by references in most label files. It
     * takes one picture from each of equal blocks. The place within the block varies, so that a recurring order is not
     * met in step.
     */
    public LabelledSet spread(int most) {
        if (images.size() <= most) {
            return this;
        }
        double block = (double) images.size() / most;
        List<LabelledImage> some = IntStream.range(0, most)
                .mapToObj(i -> images.get((int) ((i + i * GOLDEN_RATIO % 1) * block)))
                .toList();
        return new LabelledSet(name, scale, some);
    }
}
