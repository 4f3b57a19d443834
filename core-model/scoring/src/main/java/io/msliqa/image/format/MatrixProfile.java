package io.msliqa.image.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes ICC profiles for colours that a file gives as numbers, so that all colours take one path. Source: ICC.1:2001-04,
 * with the white point brought to D50 by Bradford's method.
 */
final class MatrixProfile {

    /** x and y of red, green, blue and white. */
    static final double[] SRGB = {0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290};

    private static final double[] DISPLAY_P3 = {0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.3127, 0.3290};
    private static final double[] BT2020 = {0.708, 0.292, 0.170, 0.797, 0.131, 0.046, 0.3127, 0.3290};

    /** In place of an exponent: sRGB's own curve. */
    static final double SRGB_CURVE = 0;

    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    private MatrixProfile() {}

    /** The profile of ITU-T H.273's codes, empty where they say sRGB, or what is not known here. */
    static Optional<ByteView> ofCodes(int primaries, int transfer, boolean grey) {
        double[] own = primaries == 12 ? DISPLAY_P3 : primaries == 9 ? BT2020 : SRGB;
        double curve =
                switch (transfer) {
                    case 4 -> 2.2;
                    case 5 -> 2.8;
                    case 8 -> 1;
                    default -> SRGB_CURVE;
                };
        return own == SRGB && curve == SRGB_CURVE ? Optional.empty() : of(own, curve, grey);
    }

    static boolean isClose(double[] left, double[] right) {
        for (int i = 0; i < left.length; i++) {
            if (Math.abs(left[i] - right[i]) > 0.005) {
                return false;
            }
        }
        return true;
    }

    /** A profile of these primaries and this exponent; empty where they make none. */
    static Optional<ByteView> of(double[] primaries, double exponent, boolean grey) {
        double[][] columns = new double[3][];
        for (int i = 0; i < 3; i++) {
            columns[i] = xyz(primaries[2 * i], primaries[2 * i + 1]);
        }
        double[] white = xyz(primaries[6], primaries[7]);
        double[] weights = solved(columns, white);
        double[] from = times(BRADFORD, white);
        double[] to = times(BRADFORD, D50);
        for (int i = 0; i < 3; i++) {
            double[] cone = times(BRADFORD, scaled(columns[i], weights[i]));
            for (int k = 0; k < 3; k++) {
                cone[k] *= to[k] / from[k];
            }
            columns[i] = solved(transposed(BRADFORD), cone);
            for (double value : columns[i]) {
                if (!(Math.abs(value) < 8)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new ByteView(grey ? bytes(exponent) : bytes(columns, exponent)));
    }

    private static double[] xyz(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[] scaled(double[] vector, double factor) {
        return new double[] {vector[0] * factor, vector[1] * factor, vector[2] * factor};
    }

    private static double[] times(double[][] rows, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            product[i] = rows[i][0] * vector[0] + rows[i][1] * vector[1] + rows[i][2] * vector[2];
        }
        return product;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[3][3];
        for (int i = 0; i < 9; i++) {
            columns[i / 3][i % 3] = rows[i % 3][i / 3];
        }
        return columns;
    }

    /** The factors with which the columns add up to {@code sum}, by Cramer's rule. */
    private static double[] solved(double[][] columns, double[] sum) {
        double whole = determinant(columns[0], columns[1], columns[2]);
        return new double[] {
            determinant(sum, columns[1], columns[2]) / whole,
            determinant(columns[0], sum, columns[2]) / whole,
            determinant(columns[0], columns[1], sum) / whole
        };
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - a[1] * (b[0] * c[2] - b[2] * c[0])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }

    private static byte[] bytes(double exponent) {
        byte[] curve = curve(exponent);
        ByteBuffer profile = header("GRAY", 128 + 4 + 4 * 12 + 16 + 32 + 20 + curve.length, 4);
        int at = 128 + 4 + 4 * 12;
        at = entry(profile, 0, "desc", at, 32);
        at = entry(profile, 1, "cprt", at, 16);
        at = entry(profile, 2, "wtpt", at, 20);
        entry(profile, 3, "kTRC", at, curve.length);
        texts(profile.position(180));
        profile.put(xyzTag(D50)).put(curve);
        return bytes(profile);
    }

    private static byte[] bytes(double[][] columns, double exponent) {
        byte[] curve = curve(exponent);
        int from = 128 + 4 + 9 * 12;
        ByteBuffer profile = header("RGB ", from + 32 + 16 + 4 * 20 + curve.length, 9);
        int at = entry(profile, 0, "desc", from, 32);
        at = entry(profile, 1, "cprt", at, 16);
        at = entry(profile, 2, "wtpt", at, 20);
        at = entry(profile, 3, "rXYZ", at, 20);
        at = entry(profile, 4, "gXYZ", at, 20);
        at = entry(profile, 5, "bXYZ", at, 20);
        entry(profile, 6, "rTRC", at, curve.length);
        entry(profile, 7, "gTRC", at, curve.length);
        entry(profile, 8, "bTRC", at, curve.length);
        texts(profile.position(from));
        profile.put(xyzTag(D50));
        for (double[] column : columns) {
            profile.put(xyzTag(column));
        }
        profile.put(curve);
        return bytes(profile);
    }

    private static byte[] bytes(ByteBuffer profile) {
        byte[] bytes = new byte[profile.capacity()];
        profile.rewind().get(bytes);
        return bytes;
    }

    private static ByteBuffer header(String space, int size, int tags) {
        ByteBuffer profile = ByteBuffer.allocate(size);
        profile.putInt(0, size).putInt(8, 0x02400000);
        profile.put(12, text("mntr")).put(16, text(space)).put(20, text("XYZ ")).put(36, text("acsp"));
        profile.put(68, xyzTag(D50), 8, 12);
        return profile.putInt(128, tags);
    }

    private static int entry(ByteBuffer profile, int index, String name, int at, int length) {
        profile.put(132 + 12 * index, text(name)).putInt(136 + 12 * index, at).putInt(140 + 12 * index, length);
        return at + length;
    }

    private static void texts(ByteBuffer profile) {
        byte[] description = new byte[32];
        System.arraycopy(text("desc\0\0\0\0\0\0\0\5made\0"), 0, description, 0, 17);
        profile.put(description).put(text("text\0\0\0\0none\0\0\0\0"));
    }

    private static byte[] xyzTag(double[] value) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(text("XYZ \0\0\0\0"));
        for (double one : value) {
            tag.putInt((int) Math.round(one * 65536));
        }
        return tag.array();
    }

    private static byte[] curve(double exponent) {
        int points = 1024;
        ByteBuffer tag =
                ByteBuffer.allocate(12 + 2 * points).put(text("curv\0\0\0\0")).putInt(points);
        for (int i = 0; i < points; i++) {
            double stored = i / (points - 1.0);
            double light = exponent != SRGB_CURVE
                    ? Math.pow(stored, exponent)
                    : stored <= 0.04045 ? stored / 12.92 : Math.pow((stored + 0.055) / 1.055, 2.4);
            tag.putShort((short) Math.round(light * 65535));
        }
        return tag.array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
