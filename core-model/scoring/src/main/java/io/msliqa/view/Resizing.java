package io.msliqa.view;

import io.msliqa.image.PixelImage;
import io.msliqa.protocol.ViewStep.Aim;
import io.msliqa.protocol.ViewStep.Coordinates;
import io.msliqa.protocol.ViewStep.Resize;
import io.msliqa.protocol.ViewStep.Samples;

/** Resizes views, on bytes as Pillow does or on floats as torch does. */
final class Resizing {

    private static final int CHANNELS = PixelImage.CHANNELS;

    private Resizing() {}

    /** The view at the sides that the step asks for; the view itself where the step does not concern it. */
    static Pixels of(Pixels view, Resize step) {
        if (!concerns(step, view.width(), view.height())) {
            return view;
        }
        double factor = factor(step, view.width(), view.height());
        int width = side(step, view.width(), view.height(), factor);
        int height = side(step, view.height(), view.width(), factor);
        if (step.aim() == Aim.EXACT) {
            width = step.width();
            height = step.height();
        }
        if (width == view.width() && height == view.height() && step.coordinates() != Coordinates.FACTOR) {
            return view;
        }
        Axis columns = Axis.of(view.width(), width, step.kernel(), step.antialias(), step.coordinates(), factor);
        Axis rows = Axis.of(view.height(), height, step.kernel(), step.antialias(), step.coordinates(), factor);
        return step.samples() == Samples.BYTES
                ? new Pixels.Bytes(onBytes(((Pixels.Bytes) view).picture(), columns, rows))
                : onFloats(view, columns, rows);
    }

    private static boolean concerns(Resize step, int width, int height) {
        int side = step.aim() == Aim.LONGER ? Math.max(width, height) : Math.min(width, height);
        return switch (step.when()) {
            case ALWAYS -> true;
            case ABOVE -> side > step.limit();
            case BELOW -> side < step.limit();
            case UP_TO -> side <= step.limit();
        };
    }

    private static double factor(Resize step, int width, int height) {
        return switch (step.aim()) {
            case EXACT -> 1;
            case FACTOR -> step.factor();
            case SHORTER -> (double) step.width() / Math.min(width, height);
            case LONGER -> (double) step.width() / Math.max(width, height);
        };
    }

    /** A side in proportion. The side that is aimed at is exact, unless a factor makes it as torch does. */
    private static int side(Resize step, int side, int other, double factor) {
        if (step.aim() == Aim.FACTOR || step.coordinates() == Coordinates.FACTOR) {
            return step.rounding().of(side * factor);
        }
        boolean aimed = step.aim() == Aim.SHORTER ? side <= other : side >= other;
        return aimed ? step.width() : step.rounding().of((double) step.width() * side / other);
    }

    private static Pixels.Floats onFloats(Pixels view, Axis columns, Axis rows) {
        int width = columns.length();
        int height = rows.length();
        float[] planes = new float[Math.multiplyExact(CHANNELS * width, height)];
        float[] line = new float[view.width()];
        float[] between = new float[Math.multiplyExact(width, view.height())];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < view.height(); y++) {
                for (int x = 0; x < line.length; x++) {
                    line[x] = view.sample(x, y, channel);
                }
                along(line, columns, between, y * width);
            }
            for (int y = 0; y < height; y++) {
                across(between, width, rows, y, planes, (channel * height + y) * width);
            }
        }
        return new Pixels.Floats(width, height, planes);
    }

    private static void along(float[] line, Axis axis, float[] out, int to) {
        for (int i = 0; i < axis.length(); i++) {
            float sum = 0;
            int first = axis.first[i];
            int taps = Math.min(axis.taps, line.length - first);
            for (int t = 0; t < taps; t++) {
                sum += line[first + t] * (float) axis.weights[i * axis.taps + t];
            }
            out[to + i] = sum;
        }
    }

    private static void across(float[] lines, int width, Axis axis, int row, float[] out, int to) {
        int taps = Math.min(axis.taps, lines.length / width - axis.first[row]);
        for (int t = 0; t < taps; t++) {
            float weight = (float) axis.weights[row * axis.taps + t];
            int from = (axis.first[row] + t) * width;
            for (int x = 0; weight != 0 && x < width; x++) {
                out[to + x] += lines[from + x] * weight;
            }
        }
    }

    private static PixelImage onBytes(PixelImage picture, Axis columns, Axis rows) {
        int width = columns.length();
        int height = rows.length();
        byte[] between = new byte[Math.multiplyExact(CHANNELS * width, picture.height())];
        int[] weights = columns.fixed();
        for (int y = 0; y < picture.height(); y++) {
            for (int i = 0; i < width; i++) {
                int taps = Math.min(columns.taps, picture.width() - columns.first[i]);
                int from = CHANNELS * (y * picture.width() + columns.first[i]);
                int to = CHANNELS * (y * width + i);
                sum(picture.rgb(), from, CHANNELS, weights, i * columns.taps, taps, between, to);
            }
        }
        byte[] rgb = new byte[Math.multiplyExact(CHANNELS * width, height)];
        int[] rowWeights = rows.fixed();
        for (int y = 0; y < height; y++) {
            int taps = Math.min(rows.taps, picture.height() - rows.first[y]);
            for (int x = 0; x < width; x++) {
                int from = CHANNELS * (rows.first[y] * width + x);
                int to = CHANNELS * (y * width + x);
                sum(between, from, CHANNELS * width, rowWeights, y * rows.taps, taps, rgb, to);
            }
        }
        return new PixelImage(width, height, rgb);
    }

    /** Three channels of one sample. */
    private static void sum(
            byte[] source, int from, int step, int[] weights, int weight, int taps, byte[] out, int to) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int place = from;
        for (int t = 0; t < taps; t++, place += step) {
            int w = weights[weight + t];
            red += (source[place] & 0xFF) * w;
            green += (source[place + 1] & 0xFF) * w;
            blue += (source[place + 2] & 0xFF) * w;
        }
        out[to] = (byte) Axis.rounded(red);
        out[to + 1] = (byte) Axis.rounded(green);
        out[to + 2] = (byte) Axis.rounded(blue);
    }
}
