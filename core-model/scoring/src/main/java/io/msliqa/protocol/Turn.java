package io.msliqa.protocol;

/** A crop as it is, mirrored, or turned by a quarter; each can be asked for besides the others. */
public enum Turn {
    AS_IS(false, false, false),
    /** Left and right exchanged. */
    FLIPPED(false, true, false),
    /** Upper and lower exchanged. */
    UPSIDE_DOWN(false, false, true),
    /** By 180 degrees. */
    HALF_TURN(false, true, true),
    /** Rows and columns exchanged: mirrored along the diagonal from the upper left. */
    TRANSPOSED(true, false, false),
    /** A quarter clockwise. */
    QUARTER_RIGHT(true, false, true),
    /** A quarter counterclockwise. */
    QUARTER_LEFT(true, true, false);

    private final boolean exchanges;
    private final boolean fromRight;
    private final boolean fromBelow;

    Turn(boolean exchanges, boolean fromRight, boolean fromBelow) {
        this.exchanges = exchanges;
        this.fromRight = fromRight;
        this.fromBelow = fromBelow;
    }

    /** Whether width and height change places. */
    public boolean exchangesSides() {
        return exchanges;
    }

    /**
     * The column of the crop that the result's sample at (x, y) shows.
     *
     * @param width of the crop
     */
    public int column(int x, int y, int width) {
        int along = exchanges ? y : x;
        return fromRight ? width - 1 - along : along;
    }

    /**
     * The row of the crop that the result's sample at (x, y) shows.
     *
     * @param height of the crop
     */
    public int row(int x, int y, int height) {
        int along = exchanges ? x : y;
        return fromBelow ? height - 1 - along : along;
    }
}
