package io.msliqa.torch.training;

import io.msliqa.quality.labels.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Orders the pairs of pictures of one reference: every epoch takes each reference once, in a new random order. References with
 * a single picture have no pair. For one thread.
 */
final class PairOrder {

    private final List<Content> contents;
    private final PictureOrder order;
    private final long seed;
    private final double clean;

    /** The pictures of a reference, by their places in the set: those that are as they were, and the others. */
    private record Content(List<Integer> clean, List<Integer> others) {

        int size() {
            return clean.size() + others.size();
        }
    }

    /**
     * @param clean share of the pairs that hold the reference itself, where it is there
     * @throws IllegalArgumentException if no reference has two pictures
     */
    PairOrder(List<LabelledImage> images, double clean, long seed) {
        Map<String, Content> byReference = new TreeMap<>();
        for (int i = 0; i < images.size(); i++) {
            LabelledImage image = images.get(i);
            Content content = byReference.computeIfAbsent(
                    image.reference(), key -> new Content(new ArrayList<>(), new ArrayList<>()));
            (image.distortion().isEmpty() ? content.clean() : content.others()).add(i);
        }
        this.contents = byReference.values().stream()
                .filter(content -> content.size() > 1)
                .toList();
        if (contents.isEmpty()) {
            throw new IllegalArgumentException("No two pictures are of one reference: there are no pairs");
        }
        this.order = new PictureOrder(contents.size(), seed);
        this.seed = seed;
        this.clean = clean;
    }

    /** The places of a pair's pictures in the set: a function of the pair's position, counted from 0 over all epochs. */
    List<Integer> at(long position) {
        Content content = contents.get(order.at(position));
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + position);
        List<Integer> others = content.others();
        boolean withClean = !content.clean().isEmpty() && !others.isEmpty() && random.nextDouble() < clean;
        if (withClean) {
            return List.of(
                    content.clean().get(random.nextInt(content.clean().size())),
                    others.get(random.nextInt(others.size())));
        }
        List<Integer> some = new ArrayList<>(others);
        if (some.size() < 2) {
            some.addAll(content.clean());
        }
        int first = some.remove(random.nextInt(some.size()));
        return List.of(first, some.get(random.nextInt(some.size())));
    }
}
