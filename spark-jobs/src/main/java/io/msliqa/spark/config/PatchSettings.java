package io.msliqa.spark.config;

import java.util.List;

/**
 * Which patches of a picture are scored in {@code tta} mode.
 *
 * @param scales by which both sides are multiplied first
 * @param sizes sides of the square patches, in pixels
 * @param grid patches a side: {@code grid * grid} of each size at each scale
 * @param transforms what is done to each patch
 * @param smallImage what is done where a scaled picture is smaller than a patch
 */
public record PatchSettings(
        List<Double> scales, List<Integer> sizes, int grid, List<Transform> transforms, SmallImage smallImage) {

    /** What is done to a patch before it is scored. */
    public enum Transform {
        AS_IS,
        TRANSPOSED
    }

    /** How a picture smaller than the patch comes to fill it. */
    public enum SmallImage {
        MIRROR,
        ENLARGE
    }

    static PatchSettings read(Section section) {
        return new PatchSettings(
                section.numbers("scales", 0.01, 16),
                section.integers("sizes", 32, 4096),
                section.integer("grid", 1, 16),
                section.choices("transforms", Transform.class),
                section.choice("small-image", SmallImage.class));
    }
}
