package io.msliqa.view;

import io.msliqa.image.PixelImage;
import io.msliqa.patch.MirrorPadding;
import io.msliqa.protocol.ViewStep.Fill;
import io.msliqa.protocol.ViewStep.Pad;
import io.msliqa.protocol.ViewStep.Place;

/** Pads views. */
final class Padding {

    private Padding() {}

    /** The view with more round it, or the view itself where it is large enough. */
    static Pixels of(Pixels view, Pad step) {
        int width = padded(view.width(), step.width(), step.multiple());
        int height = padded(view.height(), step.height(), step.multiple());
        if (width == view.width() && height == view.height()) {
            return view;
        }
        boolean centre = step.place() == Place.CENTRE;
        int left = centre ? (width - view.width()) / 2 : 0;
        int above = centre ? (height - view.height()) / 2 : 0;
        int[] columns = places(width, left, view.width(), step.fill());
        int[] rows = places(height, above, view.height(), step.fill());
        return view instanceof Pixels.Bytes bytes && step.fill() != Fill.MEAN
                ? new Pixels.Bytes(bytes(bytes.picture(), columns, rows))
                : floats(view, columns, rows, step.fill());
    }

    private static int padded(int side, int least, int multiple) {
        int wanted = Math.max(side, least);
        return Math.multiplyExact((wanted + multiple - 1) / multiple, multiple);
    }

    /** The source place of each, -1 where there is none. */
    private static int[] places(int length, int before, int side, Fill fill) {
        if (fill == Fill.MIRROR) {
            return MirrorPadding.reflected(-before, length, side);
        }
        int[] places = new int[length];
        for (int i = 0; i < length; i++) {
            int place = i - before;
            boolean beyond = place < 0 || place >= side;
            places[i] = beyond && fill != Fill.EDGE ? -1 : Math.max(0, Math.min(side - 1, place));
        }
        return places;
    }

    private static PixelImage bytes(PixelImage picture, int[] columns, int[] rows) {
        byte[] rgb = new byte[Math.multiplyExact(PixelImage.CHANNELS * columns.length, rows.length)];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < columns.length; x++) {
                if (rows[y] >= 0 && columns[x] >= 0) {
                    int from = PixelImage.CHANNELS * (rows[y] * picture.width() + columns[x]);
                    int to = PixelImage.CHANNELS * (y * columns.length + x);
                    System.arraycopy(picture.rgb(), from, rgb, to, PixelImage.CHANNELS);
                }
            }
        }
        return new PixelImage(columns.length, rows.length, rgb);
    }

    private static Pixels.Floats floats(Pixels view, int[] columns, int[] rows, Fill fill) {
        float[] planes = new float[Math.multiplyExact(PixelImage.CHANNELS * columns.length, rows.length)];
        int to = 0;
        for (int channel = 0; channel < PixelImage.CHANNELS; channel++) {
            float beyond = fill == Fill.MEAN ? mean(view, channel) : 0;
            for (int row : rows) {
                for (int column : columns) {
                    planes[to++] = row >= 0 && column >= 0 ? view.sample(column, row, channel) : beyond;
                }
            }
        }
        return new Pixels.Floats(columns.length, rows.length, planes);
    }

    private static float mean(Pixels view, int channel) {
        double sum = 0;
        for (int y = 0; y < view.height(); y++) {
            for (int x = 0; x < view.width(); x++) {
                sum += view.sample(x, y, channel);
            }
        }
        return (float) (sum / view.width() / view.height());
    }
}
