package io.msliqa.patch;

/**
 * The sides of the resized picture that patches are cut from.
 *
 * @param scale the factor of the plan that asked for it; positive. The sides may be larger than it says where a small
 *     picture is enlarged
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
public record ScaledSize(double scale, int width, int height) {

    public ScaledSize {
        if (!(scale > 0) || width < 1 || height < 1) {
            throw new IllegalArgumentException("Not a scaled size: " + scale + ", " + width + " x " + height);
        }
    }

    /** A picture at a scale: a side becomes {@code max(1, round(side * scale))}, halves up. */
    public static ScaledSize of(int width, int height, double scale) {
        return new ScaledSize(scale, side(width, scale), side(height, scale));
    }

    static int side(int side, double scale) {
        return Math.toIntExact(Math.max(1, Math.round(side * scale)));
    }
}
