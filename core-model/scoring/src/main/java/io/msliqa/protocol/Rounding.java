package io.msliqa.protocol;

/** How a side that a factor makes becomes a whole number; at least 1. */
public enum Rounding {
    DOWN,
    UP,
    /** Halves up. */
    NEAREST,
    /** Halves to the even neighbour, as Python's {@code round}. */
    HALF_EVEN;

    /** The whole number of a side. */
    public int of(double side) {
        double whole =
                switch (this) {
                    case DOWN -> Math.floor(side);
                    case UP -> Math.ceil(side);
                    case NEAREST -> Math.floor(side + 0.5);
                    case HALF_EVEN -> Math.rint(side);
                };
        return Math.max(1, Math.toIntExact((long) whole));
    }
}
