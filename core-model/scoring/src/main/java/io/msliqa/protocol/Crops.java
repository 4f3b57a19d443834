package io.msliqa.protocol;

/** Which windows of a view the network sees. */
public sealed interface Crops {

    /** How far apart the windows of a grid are. */
    enum Spacing {
        /**
         * {@code i * floor((side - size) / floor(sqrt(count)))} on a grid of {@code ceil(sqrt(count))} a side, row by row,
         * the first {@code count} of them: pyiqa's way, which reaches neither the right nor the lower edge.
         */
        FLOOR_STEPS,
        /** {@code floor(i * (side - size) / (n - 1))} on a grid of n = sqrt(count) a side: from edge to edge. */
        EDGES_DOWN,
        /** The same, rounded to the nearest pixel, halves up. */
        EDGES_NEAREST
    }

    /** The whole view. */
    record Whole() implements Crops {
        @Override
        public int width() {
            return 0;
        }

        @Override
        public int count() {
            return 1;
        }
    }

    /** One in the middle: the left edge is at {@code (width - size) / 2}, rounded half to even as torchvision does. */
    record Centre(int width, int height) implements Crops {
        public Centre {
            requireSide(width);
            requireSide(height);
        }

        @Override
        public int count() {
            return 1;
        }
    }

    /** The four corners (upper left, upper right, lower left, lower right) and the centre: torchvision's five. */
    record FivePoints(int size) implements Crops {
        public FivePoints {
            requireSide(size);
        }

        @Override
        public int width() {
            return size;
        }

        @Override
        public int count() {
            return 5;
        }
    }

    /** A grid. */
    record Grid(int size, int count, Spacing spacing) implements Crops {
        public Grid {
            requireSide(size);
            requireCount(count);
            int side = (int) Math.round(Math.sqrt(count));
            if (spacing != Spacing.FLOOR_STEPS && side * side != count) {
                throw new IllegalArgumentException(
                        "a grid from edge to edge has a square number of crops, not " + count);
            }
        }

        @Override
        public int width() {
            return size;
        }
    }

    /**
     * All windows a stride apart, row by row, from the upper left corner on; of those {@code pick} by equal steps.
     *
     * @param strideLarge the stride of views whose shorter side is at least {@code large}
     * @param large 0 where there is one stride
     * @param pick how many are taken, every {@code floor(all / pick)}-th; fewer where there are fewer; 0 for all
     */
    record Sliding(int size, int stride, int strideLarge, int large, int pick) implements Crops {
        public Sliding {
            requireSide(size);
            if (stride < 1 || strideLarge < 1 || large < 0) {
                throw new IllegalArgumentException("a stride is from 1");
            }
            if (pick != 0) {
                requireCount(pick);
            }
        }

        @Override
        public int width() {
            return size;
        }

        @Override
        public int count() {
            return 0;
        }
    }

    /** Anywhere, the same places for a picture every time: they follow from the seed and the picture's pixels. */
    record Random(int size, int count, long seed) implements Crops {
        public Random {
            requireSide(size);
            requireCount(count);
        }

        @Override
        public int width() {
            return size;
        }
    }

    /** The width of each; 0 where it depends on the picture. */
    int width();

    /** The height of each; 0 where it depends on the picture. */
    default int height() {
        return width();
    }

    /** How many there are; 0 where it depends on the picture. */
    int count();

    private static void requireSide(int side) {
        if (side < 1 || side > 8192) {
            throw new IllegalArgumentException("a crop's side is from 1 to 8192, not " + side);
        }
    }

    private static void requireCount(int count) {
        if (count < 1 || count > 10_000) {
            throw new IllegalArgumentException("the number of crops is from 1 to 10000, not " + count);
        }
    }
}
