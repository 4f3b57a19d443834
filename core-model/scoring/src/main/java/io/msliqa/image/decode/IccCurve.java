package io.msliqa.image.decode;

import java.nio.ByteBuffer;

/** Reads tone curves of ICC profiles (curv and para) as tables: the light of each 16-bit sample. */
final class IccCurve {

    private static final int SAMPLES = 65536;
    private static final int CURV = 0x63757276;
    private static final int PARA = 0x70617261;

    private IccCurve() {}

    /**
     * The curve at a place of a profile.
     *
     * @throws IllegalArgumentException if it is of no known kind
     * @throws IndexOutOfBoundsException if the profile ends before it does
     */
    static float[] read(ByteBuffer file, int at) {
        float[] light = new float[SAMPLES];
        int kind = file.getInt(at);
        for (int i = 0; i < SAMPLES; i++) {
            double stored = i / (SAMPLES - 1.0);
            double value =
                    switch (kind) {
                        case CURV -> table(file, at, stored);
                        case PARA -> formula(file, at, stored);
                        default -> throw new IllegalArgumentException("a curve of the kind " + kind);
                    };
            light[i] = (float) Math.max(0, Math.min(1, value));
        }
        return light;
    }

    private static double table(ByteBuffer file, int at, double stored) {
        int count = file.getInt(at + 8);
        if (count == 0) {
            return stored;
        }
        if (count == 1) {
            return Math.pow(stored, (file.getShort(at + 12) & 0xFFFF) / 256.0);
        }
        double place = stored * (count - 1);
        int below = Math.min((int) place, count - 2);
        double low = file.getShort(at + 12 + 2 * below) & 0xFFFF;
        double high = file.getShort(at + 14 + 2 * below) & 0xFFFF;
        return (low + (high - low) * (place - below)) / 65535;
    }

    private static double formula(ByteBuffer file, int at, double stored) {
        int type = file.getShort(at + 8);
        double[] p = new double[7];
        int[] counts = {1, 3, 4, 5, 7};
        if (type < 0 || type >= counts.length) {
            throw new IllegalArgumentException("a formula of the type " + type);
        }
        for (int i = 0; i < counts[type]; i++) {
            p[i] = file.getInt(at + 12 + 4 * i) / 65536.0;
        }
        double power = type == 0 ? Math.pow(stored, p[0]) : Math.pow(Math.max(0, p[1] * stored + p[2]), p[0]);
        return switch (type) {
            case 0 -> power;
            case 1 -> stored >= -p[2] / p[1] ? power : 0;
            case 2 -> stored >= -p[2] / p[1] ? power + p[3] : p[3];
            case 3 -> stored >= p[4] ? power : p[3] * stored;
            default -> stored >= p[4] ? power + p[5] : p[3] * stored + p[6];
        };
    }
}
