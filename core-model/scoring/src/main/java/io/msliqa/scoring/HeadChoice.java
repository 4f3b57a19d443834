package io.msliqa.scoring;

import io.msliqa.patch.Patch;
import io.msliqa.patch.ZoomLevel;
import java.util.List;

/** Which of the heads speaks for a patch; the paper does not say. */
sealed interface HeadChoice {

    /** One number out of those of all heads. */
    @FunctionalInterface
    interface Pick {
        double of(double[] heads);
    }

    /**
     * How a patch's number comes out of those of all heads.
     *
     * @param shorterSide of the source picture, in pixels
     */
    Pick pick(Patch patch, int shorterSide);

    /** Always that of one head, counted from 0. */
    static Pick head(int head) {
        return heads -> heads[head];
    }

    /** All heads alike. */
    record Mean() implements HeadChoice {
        @Override
        public Pick pick(Patch patch, int shorterSide) {
            return Mean::of;
        }

        private static double of(double[] heads) {
            double sum = 0;
            for (double head : heads) {
                sum += head;
            }
            return sum / heads.length;
        }
    }

    /** Always the same head, counted from 0. */
    record Best(int head) implements HeadChoice {
        @Override
        public Pick pick(Patch patch, int shorterSide) {
            return HeadChoice.head(head);
        }
    }

    /**
     * The head that was trained on what looks most like the patch.
     *
     * <p>A zoom level, applied to this picture, has a zoom factor (the shorter side after its resize over that before)
     * and a side (its crop, or the resized shorter side where it does not crop). A patch has both too. The nearest level
     * is that with the smallest sum of the two absolute log ratios; of equals the first.
     */
    record Matched(List<ZoomLevel> levels) implements HeadChoice {

        public Matched {
            levels = List.copyOf(levels);
        }

        @Override
        public Pick pick(Patch patch, int shorterSide) {
            return HeadChoice.head(nearest(patch, shorterSide));
        }

        int nearest(Patch patch, int shorterSide) {
            double patchShorter =
                    Math.min(patch.scaled().width(), patch.scaled().height());
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int head = 0; head < levels.size(); head++) {
                ZoomLevel level = levels.get(head);
                double shorter =
                        switch (level.resize()) {
                            case NONE -> shorterSide;
                            case SHORTER_SIDE, SQUARE -> level.resizeTo();
                            case ZOOM -> shorterSide * level.resizeTo() / 100.0;
                        };
                double side = level.crop() == 0 ? shorter : level.crop();
                double distance = Math.abs(Math.log(patchShorter / shorter)) + Math.abs(Math.log(patch.size() / side));
                if (distance < least) {
                    nearest = head;
                    least = distance;
                }
            }
            return nearest;
        }
    }
}
