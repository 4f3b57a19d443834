package io.msliqa.patch;

import java.util.Objects;

/**
 * Names one square of a resized picture, and says how often the plan asks for exactly these pixels.
 *
 * @param scaled the resized picture it is cut from
 * @param size its side in pixels, at least 1
 * @param x its left edge in the resized picture; negative where padding begins left of it
 * @param y its upper edge in the resized picture; negative where padding begins above it
 * @param transform how it is turned after the cut
 * @param multiplicity how many of the plan's patches it stands for, at least 1
 */
public record Patch(ScaledSize scaled, int size, int x, int y, Transform transform, int multiplicity) {

    public Patch {
        Objects.requireNonNull(scaled, "scaled");
        Objects.requireNonNull(transform, "transform");
        if (size < 1 || multiplicity < 1) {
            throw new IllegalArgumentException("Not a patch: size " + size + ", multiplicity " + multiplicity);
        }
    }

    /** The zoom factor of the plan. */
    public double scale() {
        return scaled.scale();
    }

    /**
     * The part of the source picture that the patch shows, without padding.
     *
     * @param sourceWidth the width of the picture before it was resized
     * @param sourceHeight its height
     */
    public SourceRegion region(int sourceWidth, int sourceHeight) {
        int left = toSource(Math.max(0, x), scaled.width(), sourceWidth);
        int top = toSource(Math.max(0, y), scaled.height(), sourceHeight);
        int right = toSource(Math.min(scaled.width(), x + size), scaled.width(), sourceWidth);
        int bottom = toSource(Math.min(scaled.height(), y + size), scaled.height(), sourceHeight);
        return new SourceRegion(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }

    private static int toSource(int at, int scaledSide, int sourceSide) {
        return (int) ((long) at * sourceSide / scaledSide);
    }

    /**
     * Whether another patch shows the same pixels before the turn: one of the same place and size does, however it is
     * turned.
     */
    boolean showsTheSamePixelsAs(Patch other) {
        return scaled.equals(other.scaled) && size == other.size && x == other.x && y == other.y;
    }
}
