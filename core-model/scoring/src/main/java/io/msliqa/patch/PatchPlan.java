package io.msliqa.patch;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Which patches of a picture are scored: a uniform grid of squares, at several sizes, of the picture at several scales,
 * each turned in several ways (test-time augmentation, section 3 of the MSLIQA paper).
 *
 * <p>On a picture not larger than the patch the places of the grid coincide. {@link #distinct} lists each set of pixels
 * once with its multiplicity, so that the weighted mean over it is the plain mean over all {@link #nominalCount}.
 *
 * @param scales zoom factors, positive, each once; a side becomes {@code max(1, round(side * scale))}, halves up
 * @param sizes sides of the square patches in pixels, each once
 * @param grid places a row and a column, at least 1; with 1 the patch lies in the middle
 * @param transforms each once
 * @param smallImage what happens where the scaled picture is smaller than the patch
 */
public record PatchPlan(
        List<Double> scales, List<Integer> sizes, int grid, List<Transform> transforms, SmallImage smallImage)
        implements Serializable {

    /** The paper's 108 patches: 3 scales, 2 sizes, 3 x 3 places, as is and transposed. */
    public static final PatchPlan PAPER = new PatchPlan(
            List.of(0.5, 1.0, 2.0),
            List.of(224, 384),
            3,
            List.of(Transform.AS_IS, Transform.TRANSPOSED),
            SmallImage.MIRROR);

    public PatchPlan {
        scales = List.copyOf(scales);
        sizes = List.copyOf(sizes);
        transforms = List.copyOf(transforms);
        Objects.requireNonNull(smallImage, "smallImage");
        requireEachOnce("scales", scales);
        requireEachOnce("sizes", sizes);
        requireEachOnce("transforms", transforms);
        for (double scale : scales) {
            if (!(scale > 0) || scale > 100) {
                throw new IllegalArgumentException("A scale must be above 0 and at most 100, not " + scale);
            }
        }
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("The size of a patch must be at least 1, not " + size);
            }
        }
        if (grid < 1) {
            throw new IllegalArgumentException("The grid must be at least 1, not " + grid);
        }
    }

    private static void requireEachOnce(String name, List<?> values) {
        if (values.isEmpty() || new HashSet<>(values).size() != values.size()) {
            throw new IllegalArgumentException("The " + name + " must be at least one, each once, not " + values);
        }
    }

    /** How many patches the plan asks for, whatever the picture. */
    public int nominalCount() {
        return scales.size() * sizes.size() * grid * grid * transforms.size();
    }

    /** One line that differs where any pixel of any patch would. */
    public String text() {
        return "scales=" + scales + " sizes=" + sizes + " grid=" + grid + " transforms=" + transforms + " small="
                + smallImage;
    }

    /**
     * The distinct patches of a picture, by scale, size, row, column and transform in this order; the multiplicities add
     * up to {@link #nominalCount}.
     *
     * @param width of the source picture, at least 1
     * @param height of the source picture, at least 1
     */
    public List<Patch> distinct(int width, int height) {
        List<Patch> patches = new ArrayList<>();
        for (double scale : scales) {
            for (int size : sizes) {
                addGrid(scaledSize(width, height, scale, size), size, patches);
            }
        }
        return List.copyOf(patches);
    }

    private void addGrid(ScaledSize scaled, int size, List<Patch> patches) {
        List<Start> columns = starts(scaled.width(), size);
        for (Start row : starts(scaled.height(), size)) {
            for (Start column : columns) {
                for (Transform transform : transforms) {
                    int multiplicity = row.count() * column.count();
                    patches.add(new Patch(scaled, size, column.at(), row.at(), transform, multiplicity));
                }
            }
        }
    }

    private ScaledSize scaledSize(int width, int height, double scale, int size) {
        ScaledSize scaled = ScaledSize.of(width, height, scale);
        if (smallImage == SmallImage.MIRROR || Math.min(scaled.width(), scaled.height()) >= size) {
            return scaled;
        }
        double fit = (double) size / Math.min(width, height);
        return new ScaledSize(
                scale, Math.max(size, ScaledSize.side(width, fit)), Math.max(size, ScaledSize.side(height, fit)));
    }

    /** A start of the patch along one side, and how many places of the grid fall on it. */
    private record Start(int at, int count) {}

    private List<Start> starts(int side, int size) {
        int room = side - size;
        if (room <= 0 || grid == 1) {
            return List.of(new Start(Math.floorDiv(room, 2), grid));
        }
        List<Start> starts = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < grid; i++) {
            count++;
            if (i == grid - 1 || place(i + 1, room) != place(i, room)) {
                starts.add(new Start(place(i, room), count));
                count = 0;
            }
        }
        return starts;
    }

    /** {@code round(i * room / (grid - 1))}, halves up, in integers. */
    private int place(int i, int room) {
        return (int) ((2L * i * room + grid - 1) / (2L * (grid - 1)));
    }
}
