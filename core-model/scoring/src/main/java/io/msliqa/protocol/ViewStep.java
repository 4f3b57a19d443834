package io.msliqa.protocol;

import java.util.Objects;

/** One thing that is done to a picture on its way to a view. */
public sealed interface ViewStep {

    /** What a resize aims at. */
    enum Aim {
        /** These sides, whatever the picture's shape. */
        EXACT,
        /** This shorter side, the other in proportion. */
        SHORTER,
        /** This longer side, the other in proportion. */
        LONGER,
        /** Both sides times a factor. */
        FACTOR
    }

    /** Which pictures a resize concerns, by the side that it aims at (both, of {@link Aim#EXACT}). */
    enum When {
        ALWAYS,
        /** Those whose side is above the limit. */
        ABOVE,
        /** Those whose side is below the limit. */
        BELOW,
        /** Those whose side is at most the limit. */
        UP_TO
    }

    /** Which place of the source a sample of the result is taken from. Both are half-pixel centred. */
    enum Coordinates {
        /** The ratio of the sides: Pillow's way, and torch's where it is given a size. */
        SIDES,
        /** The factor itself, although the sides were rounded: torch's way where it is given a factor. */
        FACTOR,
        /** The ratio of the sides less one: the corners stay, as {@code align_corners} has it. */
        CORNERS
    }

    /** What is computed on. */
    enum Samples {
        /** 8-bit samples, rounded after each direction: Pillow's meaning. The view stays in bytes. */
        BYTES,
        /** Real numbers, not rounded and not clamped: torch's meaning. The view is in floats from here on. */
        FLOATS
    }

    /**
     * Resizes.
     *
     * @param aim what to
     * @param width of {@link Aim#EXACT}; the side of {@link Aim#SHORTER} and {@link Aim#LONGER}
     * @param height of {@link Aim#EXACT}
     * @param factor of {@link Aim#FACTOR}
     * @param when which pictures
     * @param limit of {@link When}
     * @param rounding of sides in proportion
     * @param antialias widens the kernel where the picture shrinks
     */
    record Resize(
            Aim aim,
            int width,
            int height,
            double factor,
            When when,
            int limit,
            Rounding rounding,
            Kernel kernel,
            boolean antialias,
            Coordinates coordinates,
            Samples samples)
            implements ViewStep {

        private static final int MOST = 16_384;

        public Resize {
            Objects.requireNonNull(rounding, "rounding");
            if (aim == Aim.FACTOR ? !(factor > 0 && factor <= 64) : width < 1 || height < 1) {
                throw new IllegalArgumentException("a resize needs a side, or a factor above 0 up to 64");
            }
            if (aim != Aim.FACTOR && (width > MOST || height > MOST)) {
                throw new IllegalArgumentException("a side may be up to " + MOST);
            }
            if (kernel == Kernel.NEAREST && (antialias || coordinates != Coordinates.SIDES)) {
                throw new IllegalArgumentException("the nearest sample has neither antialias nor other coordinates");
            }
            if (antialias && coordinates == Coordinates.CORNERS) {
                throw new IllegalArgumentException("antialias and coordinates = corners exclude each other");
            }
            if (coordinates == Coordinates.FACTOR && aim == Aim.EXACT) {
                throw new IllegalArgumentException("coordinates = factor needs one factor for both sides");
            }
            if (when != When.ALWAYS && limit < 1) {
                throw new IllegalArgumentException("'" + when + "' needs a side to compare with");
            }
        }
    }

    /** What stands beyond the edge. */
    enum Fill {
        ZERO,
        /** The mean of the whole picture, channel by channel. */
        MEAN,
        /** The mirror image, without repeating the edge. */
        MIRROR,
        /** The sample at the edge. */
        EDGE
    }

    /** Where the picture lies in what it is padded to. */
    enum Place {
        /** In the middle; of an odd rest the smaller part is above and to the left. */
        CENTRE,
        TOP_LEFT
    }

    /**
     * Makes a picture larger without changing it; one that is large enough stays.
     *
     * @param width the least width
     * @param height the least height
     * @param multiple sides are padded up to a multiple of this, 1 for none
     */
    record Pad(int width, int height, int multiple, Fill fill, Place place) implements ViewStep {
        public Pad {
            if (width < 1 || height < 1 || multiple < 1 || multiple > 4096) {
                throw new IllegalArgumentException("a pad's sides are from 1, and its multiple from 1 to 4096");
            }
        }
    }

    /**
     * Refuses pictures, which then fail as too small.
     *
     * @param below the shorter side from which on they are taken
     */
    record Refuse(int below) implements ViewStep {
        public Refuse {
            if (below < 1) {
                throw new IllegalArgumentException("the least side is from 1");
            }
        }
    }
}
