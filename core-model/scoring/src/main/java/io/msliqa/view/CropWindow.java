package io.msliqa.view;

import io.msliqa.protocol.Turn;

/**
 * A window of a view, as the network sees it.
 *
 * @param x left edge
 * @param y upper edge
 * @param width before the turn
 * @param height before the turn
 * @param turn is applied to it
 */
public record CropWindow(int x, int y, int width, int height, Turn turn) {

    /** Samples of it, a channel. */
    public long pixels() {
        return (long) width * height;
    }
}
