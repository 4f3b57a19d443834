package io.msliqa.torch.training;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Says how many pictures of a source come into each step, and which ones together.
 *
 * @param pictures of a step: one number for the same pictures at every zoom level, as in the paper; or one for each level, in
 *     the plan's order, for other pictures at each, from 0
 * @param pairs whether pictures come in pairs of one reference, cropped at one place: then a batch holds the comparisons that
 *     people made
 * @param clean share of those pairs, from 0 to 1, that hold the reference itself, where the source has it
 */
public record Serving(List<Integer> pictures, boolean pairs, double clean) {

    public Serving {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty() || pictures.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("Not numbers of pictures: " + pictures);
        }
        if (!(clean >= 0 && clean <= 1)) {
            throw new IllegalArgumentException(
                    "The share of pairs with the reference must be from 0 to 1, not " + clean);
        }
        if (pairs && (pictures.size() == 1 || pictures.stream().anyMatch(count -> count % 2 > 0))) {
            throw new IllegalArgumentException(
                    "Pairs need an even number of pictures for each zoom level, such as pictures=12/16/12, not "
                            + text(pictures));
        }
    }

    /** The same pictures at every level. */
    public static Serving alike(int pictures) {
        return new Serving(List.of(pictures), false, 0);
    }

    /** Whether each level sees pictures of its own. */
    public boolean apart() {
        return pictures.size() > 1;
    }

    /** How many pictures a level sees in a step. */
    int at(int level) {
        return pictures.get(apart() ? level : 0);
    }

    /** How many pictures a step takes, at most. */
    int most() {
        return pictures.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /** How many pictures of a step come before those of a level. */
    int before(int level) {
        return pictures.subList(0, level).stream().mapToInt(Integer::intValue).sum();
    }

    /** How many pictures a step takes, over all levels that see their own. */
    int all() {
        return before(pictures.size());
    }

    /** As users write it: {@code 24}, {@code 12/16/12}. */
    public String text() {
        return text(pictures);
    }

    private static String text(List<Integer> pictures) {
        return pictures.stream().map(String::valueOf).collect(Collectors.joining("/"));
    }
}
