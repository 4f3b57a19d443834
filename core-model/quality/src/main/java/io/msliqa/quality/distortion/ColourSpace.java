package io.msliqa.quality.distortion;

/**
 * Converts between sRGB (0 to 1) and CIE L*a*b* (D65; L 0 to 100), HSV (all 0 to 1) and studio-range YCbCr (ITU-R BT.601; Y
 * 16/255 to 235/255). Those back to sRGB clip to 0 to 1, YCbCr's apart.
 */
final class ColourSpace {

    private static final int STEPS = 1 << 12;
    private static final float[] DECODE = new float[STEPS + 1];
    private static final float[] ENCODE = new float[STEPS + 1];

    private static final float WHITE_X = 0.95047f;
    private static final float WHITE_Z = 1.08883f;
    private static final float LAB_LINEAR_BELOW = 6f / 29;

    static {
        for (int i = 0; i <= STEPS; i++) {
            double value = (double) i / STEPS;
            DECODE[i] = (float) (value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4));
            // Indexed by the square root of linear light: the curve is steep near black.
            double linear = value * value;
            ENCODE[i] =
                    (float) (linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055);
        }
    }

    private ColourSpace() {}

    static Planes toLab(Planes rgb) {
        Planes lab = new Planes(rgb.width, rgb.height, new float[3][rgb.size()]);
        for (int i = 0; i < rgb.size(); i++) {
            float r = lookUp(DECODE, rgb.planes[0][i]);
            float g = lookUp(DECODE, rgb.planes[1][i]);
            float b = lookUp(DECODE, rgb.planes[2][i]);
            float fx = labCurve((0.4124564f * r + 0.3575761f * g + 0.1804375f * b) / WHITE_X);
            float fy = labCurve(0.2126729f * r + 0.7151522f * g + 0.0721750f * b);
            float fz = labCurve((0.0193339f * r + 0.1191920f * g + 0.9503041f * b) / WHITE_Z);
            lab.planes[0][i] = 116 * fy - 16;
            lab.planes[1][i] = 500 * (fx - fy);
            lab.planes[2][i] = 200 * (fy - fz);
        }
        return lab;
    }

    static Planes fromLab(Planes lab) {
        Planes rgb = new Planes(lab.width, lab.height, new float[3][lab.size()]);
        for (int i = 0; i < lab.size(); i++) {
            float fy = (lab.planes[0][i] + 16) / 116;
            float x = WHITE_X * inverseLabCurve(fy + lab.planes[1][i] / 500);
            float y = inverseLabCurve(fy);
            float z = WHITE_Z * inverseLabCurve(fy - lab.planes[2][i] / 200);
            rgb.planes[0][i] = encode(3.2404542f * x - 1.5371385f * y - 0.4985314f * z);
            rgb.planes[1][i] = encode(-0.9692660f * x + 1.8760108f * y + 0.0415560f * z);
            rgb.planes[2][i] = encode(0.0556434f * x - 0.2040259f * y + 1.0572252f * z);
        }
        return rgb;
    }

    private static float labCurve(float t) {
        return t > LAB_LINEAR_BELOW * LAB_LINEAR_BELOW * LAB_LINEAR_BELOW
                ? (float) StrictMath.cbrt(t)
                : t / (3 * LAB_LINEAR_BELOW * LAB_LINEAR_BELOW) + 4f / 29;
    }

    private static float inverseLabCurve(float t) {
        return t > LAB_LINEAR_BELOW ? t * t * t : 3 * LAB_LINEAR_BELOW * LAB_LINEAR_BELOW * (t - 4f / 29);
    }

    private static float encode(float linear) {
        return lookUp(ENCODE, (float) Math.sqrt(Planes.clip(linear)));
    }

    private static float lookUp(float[] curve, float value) {
        float at = Planes.clip(value) * STEPS;
        int index = Math.min(STEPS - 1, (int) at);
        return curve[index] + (at - index) * (curve[index + 1] - curve[index]);
    }

    static Planes toHsv(Planes rgb) {
        Planes hsv = new Planes(rgb.width, rgb.height, new float[3][rgb.size()]);
        for (int i = 0; i < rgb.size(); i++) {
            float r = rgb.planes[0][i];
            float g = rgb.planes[1][i];
            float b = rgb.planes[2][i];
            float value = Math.max(r, Math.max(g, b));
            float range = value - Math.min(r, Math.min(g, b));
            hsv.planes[0][i] = range == 0 ? 0 : hue(r, g, b, value, range);
            hsv.planes[1][i] = value == 0 ? 0 : range / value;
            hsv.planes[2][i] = value;
        }
        return hsv;
    }

    private static float hue(float r, float g, float b, float value, float range) {
        float sixths;
        if (value == r) {
            sixths = (g - b) / range;
        } else if (value == g) {
            sixths = 2 + (b - r) / range;
        } else {
            sixths = 4 + (r - g) / range;
        }
        return (sixths < 0 ? sixths + 6 : sixths) / 6;
    }

    /** Converts from HSV. A negative saturation gives the complementary hue. */
    static Planes fromHsv(Planes hsv) {
        Planes rgb = new Planes(hsv.width, hsv.height, new float[3][hsv.size()]);
        for (int i = 0; i < hsv.size(); i++) {
            float chroma = hsv.planes[2][i] * hsv.planes[1][i];
            for (int c = 0; c < 3; c++) {
                // 5, 3, 1 for red, green, blue: how far round the hexagon the channel begins to fall.
                float k = (5 - 2 * c + hsv.planes[0][i] * 6) % 6;
                float fall = Math.max(0, Math.min(1, Math.min(k, 4 - k)));
                rgb.planes[c][i] = Planes.clip(hsv.planes[2][i] - chroma * fall);
            }
        }
        return rgb;
    }

    static Planes toYcbcr(Planes rgb) {
        Planes ycc = new Planes(rgb.width, rgb.height, new float[3][rgb.size()]);
        for (int i = 0; i < rgb.size(); i++) {
            float r = rgb.planes[0][i];
            float g = rgb.planes[1][i];
            float b = rgb.planes[2][i];
            ycc.planes[0][i] = (16 + 65.481f * r + 128.553f * g + 24.966f * b) / 255;
            ycc.planes[1][i] = (128 - 37.797f * r - 74.203f * g + 112f * b) / 255;
            ycc.planes[2][i] = (128 + 112f * r - 93.786f * g - 18.214f * b) / 255;
        }
        return ycc;
    }

    static Planes fromYcbcr(Planes ycc) {
        Planes rgb = new Planes(ycc.width, ycc.height, new float[3][ycc.size()]);
        for (int i = 0; i < ycc.size(); i++) {
            float y = 255 * ycc.planes[0][i] - 16;
            float cb = 255 * ycc.planes[1][i] - 128;
            float cr = 255 * ycc.planes[2][i] - 128;
            rgb.planes[0][i] = y / 219 + 0.00625893f * cr;
            rgb.planes[1][i] = y / 219 - 0.00153632f * cb - 0.00318811f * cr;
            rgb.planes[2][i] = y / 219 + 0.00791071f * cb;
        }
        return rgb;
    }
}
