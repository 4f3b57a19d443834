package io.msliqa.patch;

/**
 * A part of a resized picture.
 *
 * @param x its left edge, at least 0
 * @param y its upper edge, at least 0
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
record Window(int x, int y, int width, int height) {

    /** The part of the resized picture that a patch shows. */
    static Window of(Patch patch) {
        int x = Math.max(0, patch.x());
        int y = Math.max(0, patch.y());
        ScaledSize whole = patch.scaled();
        return new Window(x, y, Math.min(whole.width() - x, patch.size()), Math.min(whole.height() - y, patch.size()));
    }

    static Window whole(ScaledSize size) {
        return new Window(0, 0, size.width(), size.height());
    }

    long pixels() {
        return (long) width * height;
    }

    boolean contains(Window other) {
        return other.x >= x
                && other.y >= y
                && other.x + other.width <= x + width
                && other.y + other.height <= y + height;
    }
}
