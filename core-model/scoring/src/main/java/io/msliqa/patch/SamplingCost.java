package io.msliqa.patch;

import io.msliqa.image.PixelImage;

/**
 * Weighs resampling windows of one scale against resizing the whole picture once.
 *
 * <p>Costs are multiplications of the column pass; one of the row pass takes about three times as long.
 */
final class SamplingCost {

    private static final double ROW_PASS = 3;

    private final ScaledSize size;
    private final double sourceHeight;
    private final double rowTaps;
    private final double columnTaps;
    private final boolean unscaled;
    private double windows;

    SamplingCost(PixelImage source, ScaledSize size) {
        this.size = size;
        this.sourceHeight = source.height();
        this.rowTaps = taps(source.width(), size.width());
        this.columnTaps = taps(source.height(), size.height());
        this.unscaled = source.width() == size.width() && source.height() == size.height();
    }

    private static double taps(int from, int to) {
        return from == to ? 1 : 4 * Math.max(1.0, (double) from / to);
    }

    void add(Window window) {
        windows += cost(window.width(), window.height());
    }

    /** Whether resizing the whole picture is cheaper; an unscaled picture is there already. */
    boolean wholeIsCheaper() {
        return unscaled || cost(size.width(), size.height()) < windows;
    }

    private double cost(double width, double height) {
        double rows = Math.min(sourceHeight, height * sourceHeight / size.height() + columnTaps);
        return rows * width * rowTaps * ROW_PASS + height * width * columnTaps;
    }
}
