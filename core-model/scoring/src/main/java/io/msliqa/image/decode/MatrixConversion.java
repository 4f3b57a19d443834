package io.msliqa.image.decode;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Brings 16-bit samples of a profile that is three curves and a matrix (or one curve, for grey) to sRGB. The colour engine
 * of Java looks such samples up in a coarse grid, which is wrong by up to 25 of 255 in dark and in strong colours.
 *
 * <p>Source: ICC.1:2022, the curve types curv and para, and clause F.3.
 */
final class MatrixConversion {

    private static final int WHITE = 65535;

    /** XYZ under D50 to linear sRGB. */
    private static final double[][] FROM_XYZ = {
        {3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}
    };

    private static final short[] ENCODED = encoded();

    private final float[][] curves;
    private final double[][] matrix;

    private MatrixConversion(float[][] curves, double[][] matrix) {
        this.curves = curves;
        this.matrix = matrix;
    }

    /**
     * The conversion of a profile; empty if it is of another kind.
     *
     * @param channels 1 or 3
     */
    static Optional<MatrixConversion> of(byte[] profile, int channels) {
        ByteBuffer file = ByteBuffer.wrap(profile);
        String[] colours = channels == 1 ? new String[] {"k"} : new String[] {"r", "g", "b"};
        if (tag(file, "A2B0") >= 0 || tag(file, "A2B1") >= 0) {
            return Optional.empty();
        }
        try {
            float[][] curves = new float[channels][];
            double[][] matrix = new double[3][channels];
            for (int i = 0; i < channels; i++) {
                int curve = tag(file, colours[i] + "TRC");
                int colour = channels == 1 ? 0 : tag(file, colours[i] + "XYZ");
                if (curve < 0 || colour < 0) {
                    return Optional.empty();
                }
                curves[i] = IccCurve.read(file, curve);
                for (int row = 0; row < 3; row++) {
                    matrix[row][i] = channels == 1 ? 1 : linear(file, colour, row);
                }
            }
            return Optional.of(new MatrixConversion(curves, matrix));
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static double linear(ByteBuffer file, int colour, int row) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += FROM_XYZ[row][i] * file.getInt(colour + 8 + 4 * i) / 65536.0;
        }
        return sum;
    }

    /** Where a tag's data begins, -1 if there is none. */
    private static int tag(ByteBuffer file, String name) {
        int count = file.capacity() < 132 ? 0 : Math.min(file.getInt(128), 200);
        for (int i = 0; i < count && 144 + 12 * i <= file.capacity(); i++) {
            int at = 132 + 12 * i;
            boolean found = true;
            for (int k = 0; k < 4; k++) {
                found &= file.get(at + k) == name.charAt(k);
            }
            if (found) {
                return file.getInt(at + 4);
            }
        }
        return -1;
    }

    /** Converts samples, interleaved. */
    short[] toRgb(short[] samples) {
        int channels = curves.length;
        short[] rgb = new short[samples.length / channels * 3];
        double[] light = new double[channels];
        for (int from = 0, to = 0; from < samples.length; from += channels, to += 3) {
            for (int i = 0; i < channels; i++) {
                light[i] = curves[i][samples[from + i] & WHITE];
            }
            for (int row = 0; row < 3; row++) {
                double sum = 0;
                for (int i = 0; i < channels; i++) {
                    sum += matrix[row][i] * light[i];
                }
                rgb[to + row] = ENCODED[(int) Math.round(Math.max(0, Math.min(1, sum)) * (ENCODED.length - 1))];
            }
        }
        return rgb;
    }

    /** sRGB's curve, fine enough for 16 bits in the dark too. */
    private static short[] encoded() {
        short[] table = new short[(1 << 20) + 1];
        for (int i = 0; i < table.length; i++) {
            double light = i / (table.length - 1.0);
            double stored = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            table[i] = (short) Math.round(stored * WHITE);
        }
        return table;
    }
}
