package io.msliqa.image.jpeg;

/**
 * Brings rows of a narrower or lower component to the picture's size as libjpeg does: by the triangle filter where a
 * side is halved, by repetition elsewhere. Its results lie in {@link #even} and {@link #odd}, or in {@code even} alone
 * where the picture's columns are not kept apart.
 */
final class Upsampling {

    private final Component component;
    private final SampleRows rows;
    private final int wide;
    private final int high;
    private final boolean apart;
    private final int[] sums;

    /** The row's samples. */
    int[] even;

    int[] odd;

    private final int[] ownEven;
    private final int[] ownOdd;

    Upsampling(Frame frame, Component component, SampleRows rows, boolean apart) throws JpegException {
        this.component = component;
        this.rows = rows;
        this.apart = apart;
        if (frame.mostHorizontal % component.horizontal != 0 || frame.mostVertical % component.vertical != 0) {
            throw JpegException.unsupported("Its components' sides are no whole multiples of each other");
        }
        wide = frame.mostHorizontal / component.horizontal;
        high = frame.mostVertical / component.vertical;
        sums = new int[component.width + 1];
        int length = apart ? Frame.divided(frame.width, 2) : wide * component.width;
        ownEven = new int[length + 1];
        ownOdd = new int[apart || wide == 2 ? Math.max(length, component.width) + 1 : 1];
    }

    /** Makes row {@code y} of the picture. */
    void row(int y) {
        if (high == 2 && (wide == 1 || (wide == 2 && component.width > 2))) {
            int near = y >> 1;
            mixed(near, rows.within((y & 1) == 0 ? near - 1 : near + 1), y & 1);
        } else if (wide == 1) {
            point(rows.even(y / high), rows.odd(y / high));
        } else if (wide == 2 && high == 1 && component.width > 2) {
            widened(rows.even(y));
        } else {
            repeated(rows.even(y / high));
        }
    }

    private void point(int[] newEven, int[] newOdd) {
        even = newEven;
        odd = newOdd;
    }

    private void mixed(int near, int far, int below) {
        if (wide == 1) {
            int length = ownEven.length - 1;
            between(rows.even(near), rows.even(far), ownEven, length, 1 + below);
            if (apart) {
                between(rows.odd(near), rows.odd(far), ownOdd, length, 1 + below);
            }
            point(ownEven, ownOdd);
            return;
        }
        int width = component.width;
        weighted(rows.even(near), rows.even(far), sums, width);
        triangle(sums, width, ownEven, ownOdd);
        join();
    }

    private static void between(int[] near, int[] far, int[] to, int length, int bias) {
        for (int i = 0; i < length; i++) {
            to[i] = (3 * near[i] + far[i] + bias) >> 2;
        }
    }

    private static void weighted(int[] near, int[] far, int[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] = 3 * near[i] + far[i];
        }
    }

    /** In each direction three quarters of a sample and one of its neighbour, of samples that are 4 times as large. */
    private static void triangle(int[] in, int width, int[] left, int[] right) {
        for (int i = 1; i < width; i++) {
            left[i] = (3 * in[i] + in[i - 1] + 8) >> 4;
        }
        for (int i = 0; i < width - 1; i++) {
            right[i] = (3 * in[i] + in[i + 1] + 7) >> 4;
        }
        left[0] = (4 * in[0] + 8) >> 4;
        right[width - 1] = (4 * in[width - 1] + 7) >> 4;
    }

    private void widened(int[] in) {
        int width = component.width;
        int[] left = ownEven;
        int[] right = ownOdd;
        for (int i = 1; i < width; i++) {
            left[i] = (3 * in[i] + in[i - 1] + 1) >> 2;
        }
        for (int i = 0; i < width - 1; i++) {
            right[i] = (3 * in[i] + in[i + 1] + 2) >> 2;
        }
        left[0] = in[0];
        right[width - 1] = in[width - 1];
        join();
    }

    /** Puts left and right halves where they are looked for. */
    private void join() {
        if (!apart) {
            for (int i = component.width - 1; i >= 0; i--) {
                ownEven[2 * i + 1] = ownOdd[i];
                ownEven[2 * i] = ownEven[i];
            }
        }
        point(ownEven, ownOdd);
    }

    private void repeated(int[] in) {
        if (apart) {
            point(in, in);
            return;
        }
        for (int i = 0; i < wide * component.width; i++) {
            ownEven[i] = in[i / wide];
        }
        point(ownEven, ownOdd);
    }
}
