package io.msliqa.quality.metrics;

import java.util.Arrays;

/** The monotone curves from scores to opinions that the field fits before Pearson's correlation and the errors. */
public enum LogisticForm {
    /**
     * VQEG's logistic of four parameters (ITU-T Tutorial "Objective perceptual assessment of video quality", 2004): {@code
     * b2 + (b1 - b2) / (1 + exp(-(x - b3) / |b4|))}.
     */
    FOUR_PARAMETERS(4),
    /**
     * The logistic of five parameters of Sheikh, Sabir and Bovik (2006): {@code b1 (1/2 - 1 / (1 + exp(b2 (x - b3)))) + b4
     * x + b5}.
     */
    FIVE_PARAMETERS(5);

    private final int parameters;

    LogisticForm(int parameters) {
        this.parameters = parameters;
    }

    /** How many parameters the curve has. */
    public int parameters() {
        return parameters;
    }

    double value(double x, double[] b) {
        return switch (this) {
            case FOUR_PARAMETERS -> b[1] + (b[0] - b[1]) / (1 + Math.exp(-(x - b[2]) / Math.abs(b[3])));
            case FIVE_PARAMETERS -> b[0] * (0.5 - 1 / (1 + Math.exp(b[1] * (x - b[2])))) + b[3] * x + b[4];
        };
    }

    /** The value; the derivatives by the parameters go to {@code gradient}. */
    double value(double x, double[] b, double[] gradient) {
        return switch (this) {
            case FOUR_PARAMETERS -> {
                double width = Math.abs(b[3]);
                double s = 1 / (1 + Math.exp(-(x - b[2]) / width));
                double slope = (b[0] - b[1]) * s * (1 - s) / width;
                gradient[0] = s;
                gradient[1] = 1 - s;
                gradient[2] = -slope;
                gradient[3] = -slope * (x - b[2]) / width * Math.signum(b[3]);
                yield b[1] + (b[0] - b[1]) * s;
            }
            case FIVE_PARAMETERS -> {
                double s = 1 / (1 + Math.exp(b[1] * (x - b[2])));
                double slope = b[0] * s * (1 - s);
                gradient[0] = 0.5 - s;
                gradient[1] = slope * (x - b[2]);
                gradient[2] = -slope * b[1];
                gradient[3] = x;
                gradient[4] = 1;
                yield b[0] * (0.5 - s) + b[3] * x + b[4];
            }
        };
    }

    /** Whether the curve nowhere turns between two scores. */
    boolean isMonotone(double[] b, double lowest, double highest) {
        if (this == FOUR_PARAMETERS) {
            return true;
        }
        // The logistic's slope is steepest at b3 and falls to both sides, so the curve's has its extremes here.
        double[] slopes = {lowest, Math.max(lowest, Math.min(highest, b[2])), highest};
        for (int i = 0; i < slopes.length; i++) {
            double s = 1 / (1 + Math.exp(b[1] * (slopes[i] - b[2])));
            slopes[i] = b[0] * b[1] * s * (1 - s) + b[3];
        }
        return Arrays.stream(slopes).allMatch(slope -> slope >= 0)
                || Arrays.stream(slopes).allMatch(slope -> slope <= 0);
    }

    /**
     * The parameters with which this curve is one of four parameters: of five, a slope of 0 besides the step.
     *
     * @param four parameters of {@link #FOUR_PARAMETERS}
     */
    double[] containing(double[] four) {
        return this == FOUR_PARAMETERS
                ? four.clone()
                : new double[] {four[0] - four[1], 1 / Math.abs(four[3]), four[2], 0, (four[0] + four[1]) / 2};
    }
}
