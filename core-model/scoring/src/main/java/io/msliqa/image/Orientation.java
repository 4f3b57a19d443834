package io.msliqa.image;

/**
 * EXIF's orientation (tag 274): where the stored picture's first row and first column lie in the upright one. The
 * constants are in the order of their EXIF values 1 to 8.
 */
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    HALF_TURN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    QUARTER_TURN_CLOCKWISE(true, false, true),
    TRANSVERSED(true, true, true),
    QUARTER_TURN_COUNTERCLOCKWISE(true, true, false);

    /** Whether rows and columns change places. */
    private final boolean swapped;
    /** Whether stored columns run from right to left of what is looked at. */
    private final boolean reversedX;
    /** Whether stored rows run from bottom to top of what is looked at. */
    private final boolean reversedY;

    Orientation(boolean swapped, boolean reversedX, boolean reversedY) {
        this.swapped = swapped;
        this.reversedX = reversedX;
        this.reversedY = reversedY;
    }

    /** The constant of an EXIF value; values outside 1 to 8 occur in the wild and mean nothing: upright. */
    public static Orientation ofExif(long value) {
        return value >= 1 && value <= 8 ? values()[(int) value - 1] : UPRIGHT;
    }

    /** The picture turned upright; the same object where nothing is to be done. */
    public PixelImage apply(PixelImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int storedWidth = stored.width();
        int width = swapped ? stored.height() : storedWidth;
        int height = swapped ? storedWidth : stored.height();
        int firstX = reversedX ? storedWidth - 1 : 0;
        int firstY = reversedY ? stored.height() - 1 : 0;
        int stepX = reversedX ? -1 : 1;
        int stepY = reversedY ? -storedWidth : storedWidth;
        int right = swapped ? stepY : stepX;
        int down = swapped ? stepX : stepY;
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        int target = 0;
        for (int y = 0; y < height; y++) {
            int source = firstY * storedWidth + firstX + y * down;
            for (int x = 0; x < width; x++, source += right) {
                to[target++] = from[3 * source];
                to[target++] = from[3 * source + 1];
                to[target++] = from[3 * source + 2];
            }
        }
        return new PixelImage(width, height, to);
    }
}
