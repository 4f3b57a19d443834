package io.msliqa.quality.distortion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses a few colours that stand for a picture's many: boxes of colour space are split where it lowers the variance most
 * (after Wu, "Efficient Statistical Computations for Optimal Color Quantization", 1991), and a picture is drawn in them with
 * Floyd-Steinberg error diffusion.
 */
final class Palette {

    private static final int BITS = 5;
    private static final int SIDE = 1 << BITS;

    private final float[][] colours;
    private final int[] nearest = new int[SIDE * SIDE * SIDE];

    private Palette(float[][] colours) {
        this.colours = colours;
        Arrays.fill(nearest, -1);
    }

    /** Chooses at most {@code count} colours; fewer if the picture has fewer. */
    static Palette of(Planes image, int count) {
        List<Box> boxes = new ArrayList<>();
        boxes.add(Box.of(bins(image)));
        while (boxes.size() < count) {
            Box widest = boxes.get(0);
            for (Box box : boxes) {
                widest = box.spread() > widest.spread() ? box : widest;
            }
            if (widest.bins().size() < 2) {
                break;
            }
            boxes.remove(widest);
            boxes.addAll(widest.split());
        }
        return new Palette(boxes.stream().map(Box::mean).toArray(float[][]::new));
    }

    int size() {
        return colours.length;
    }

    private static List<double[]> bins(Planes image) {
        double[][] bins = new double[SIDE * SIDE * SIDE][];
        for (int i = 0; i < image.size(); i++) {
            float r = image.planes[0][i];
            float g = image.planes[1][i];
            float b = image.planes[2][i];
            int key = key(r, g, b);
            double[] bin = bins[key];
            if (bin == null) {
                bin = new double[4];
                bins[key] = bin;
            }
            bin[0] += r;
            bin[1] += g;
            bin[2] += b;
            bin[3] += 1;
        }
        List<double[]> filled = new ArrayList<>();
        for (double[] bin : bins) {
            if (bin != null) {
                filled.add(bin);
            }
        }
        return filled;
    }

    private static int key(float r, float g, float b) {
        return (level(r) << (2 * BITS)) | (level(g) << BITS) | level(b);
    }

    private static int level(float value) {
        return Math.min(SIDE - 1, (int) (Planes.clip(value) * SIDE));
    }

    Planes dithered(Planes image) {
        int w = image.width;
        float[][] out = new float[3][image.size()];
        float[][] carried = new float[3][w + 2];
        float[][] carriedNext = new float[3][w + 2];
        float[] wanted = new float[3];
        for (int y = 0; y < image.height; y++) {
            for (int x = 0; x < w; x++) {
                int at = y * w + x;
                for (int c = 0; c < 3; c++) {
                    wanted[c] = Planes.clip(image.planes[c][at] + carried[c][x + 1]);
                }
                float[] drawn = colours[nearest(wanted)];
                for (int c = 0; c < 3; c++) {
                    out[c][at] = drawn[c];
                    float sixteenth = (wanted[c] - drawn[c]) / 16;
                    carried[c][x + 2] += 7 * sixteenth;
                    carriedNext[c][x] += 3 * sixteenth;
                    carriedNext[c][x + 1] += 5 * sixteenth;
                    carriedNext[c][x + 2] += sixteenth;
                }
            }
            float[][] spent = carried;
            carried = carriedNext;
            carriedNext = spent;
            for (float[] row : carriedNext) {
                Arrays.fill(row, 0);
            }
        }
        return new Planes(w, image.height, out);
    }

    private int nearest(float[] rgb) {
        int key = key(rgb[0], rgb[1], rgb[2]);
        if (nearest[key] < 0) {
            nearest[key] = search(
                    ((key >> (2 * BITS)) + 0.5f) / SIDE,
                    (((key >> BITS) & (SIDE - 1)) + 0.5f) / SIDE,
                    ((key & (SIDE - 1)) + 0.5f) / SIDE);
        }
        return nearest[key];
    }

    private int search(float r, float g, float b) {
        int best = 0;
        float least = Float.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            float dr = colours[i][0] - r;
            float dg = colours[i][1] - g;
            float db = colours[i][2] - b;
            float distance = dr * dr + dg * dg + db * db;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Some histogram bins (sums of red, green, blue; count), with the axis along which they spread most. */
    private record Box(List<double[]> bins, int axis, double spread) {

        static Box of(List<double[]> bins) {
            int axis = 0;
            double spread = -1;
            for (int c = 0; c < 3; c++) {
                double squares = 0;
                double sum = 0;
                double count = 0;
                for (double[] bin : bins) {
                    squares += bin[c] * bin[c] / bin[3];
                    sum += bin[c];
                    count += bin[3];
                }
                double variance = squares - sum * sum / count;
                if (variance > spread) {
                    spread = variance;
                    axis = c;
                }
            }
            return new Box(bins, axis, bins.size() < 2 ? -1 : spread);
        }

        List<Box> split() {
            List<double[]> sorted = new ArrayList<>(bins);
            sorted.sort((p, q) -> Double.compare(p[axis] / p[3], q[axis] / q[3]));
            double total = sorted.stream().mapToDouble(bin -> bin[axis]).sum();
            double count = sorted.stream().mapToDouble(bin -> bin[3]).sum();
            double below = 0;
            double countBelow = 0;
            double best = -1;
            int cut = 1;
            for (int i = 0; i + 1 < sorted.size(); i++) {
                below += sorted.get(i)[axis];
                countBelow += sorted.get(i)[3];
                double above = total - below;
                double between = below * below / countBelow + above * above / (count - countBelow);
                if (between > best) {
                    best = between;
                    cut = i + 1;
                }
            }
            return List.of(
                    of(List.copyOf(sorted.subList(0, cut))), of(List.copyOf(sorted.subList(cut, sorted.size()))));
        }

        float[] mean() {
            double[] sums = new double[4];
            for (double[] bin : bins) {
                for (int c = 0; c < 4; c++) {
                    sums[c] += bin[c];
                }
            }
            return new float[] {(float) (sums[0] / sums[3]), (float) (sums[1] / sums[3]), (float) (sums[2] / sums[3])};
        }
    }
}
