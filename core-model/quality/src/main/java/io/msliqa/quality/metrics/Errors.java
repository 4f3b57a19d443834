package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;

/**
 * Measures how far predicted opinions are from given ones, in the units of the opinions.
 *
 * <p>Rules for all: one pair at least, else {@link Reason#TOO_FEW_PAIRS}; a NaN or an infinity anywhere, or an error
 * too large for a double, gives {@link Reason#NOT_FINITE}.
 */
public final class Errors {

    private static final double OUTLIER_ERRORS = 2;

    private Errors() {}

    /** The root of the mean squared error. */
    public static Coefficient rmse(double[] predicted, double[] opinions) {
        double largest = 0;
        for (int i = 0; i < checked(predicted, opinions); i++) {
            largest = Math.max(largest, Math.abs(predicted[i] - opinions[i]));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return result(largest, predicted, opinions);
        }
        double sum = 0;
        for (int i = 0; i < predicted.length; i++) {
            double error = (predicted[i] - opinions[i]) / largest;
            sum += error * error;
        }
        return result(largest * Math.sqrt(sum / predicted.length), predicted, opinions);
    }

    /** The mean absolute error. */
    public static Coefficient mae(double[] predicted, double[] opinions) {
        double sum = 0;
        for (int i = 0; i < checked(predicted, opinions); i++) {
            sum += Math.abs(predicted[i] - opinions[i]) / predicted.length;
        }
        return result(sum, predicted, opinions);
    }

    /**
     * The share of pairs, 0 to 1, whose error is above twice the standard error of the opinion about that picture: VQEG's
     * outlier ratio (ITU-T P.1401, 7.5.3).
     *
     * @param standardErrors one a pair; none at all gives {@link Reason#NO_STANDARD_ERRORS}
     */
    public static Coefficient outlierRatio(double[] predicted, double[] opinions, double[] standardErrors) {
        if (standardErrors.length == 0 && predicted.length > 0) {
            return Coefficient.undefined(Reason.NO_STANDARD_ERRORS);
        }
        if (standardErrors.length != checked(predicted, opinions)) {
            throw new IllegalArgumentException(
                    standardErrors.length + " standard errors for " + opinions.length + " opinions");
        }
        if (!Correlation.allFinite(standardErrors)) {
            return Coefficient.undefined(Reason.NOT_FINITE);
        }
        int outliers = 0;
        for (int i = 0; i < predicted.length; i++) {
            if (isOutlier(predicted[i] - opinions[i], standardErrors[i])) {
                outliers++;
            }
        }
        return result((double) outliers / predicted.length, predicted, opinions);
    }

    static boolean isOutlier(double error, double standardError) {
        return Math.abs(error) > OUTLIER_ERRORS * standardError;
    }

    private static int checked(double[] predicted, double[] opinions) {
        if (predicted.length != opinions.length) {
            throw new IllegalArgumentException(predicted.length + " predictions for " + opinions.length + " opinions");
        }
        return predicted.length;
    }

    private static Coefficient result(double value, double[] predicted, double[] opinions) {
        if (predicted.length == 0) {
            return Coefficient.undefined(Reason.TOO_FEW_PAIRS);
        }
        if (!Correlation.allFinite(predicted) || !Correlation.allFinite(opinions) || !Double.isFinite(value)) {
            return Coefficient.undefined(Reason.NOT_FINITE);
        }
        return Coefficient.of(value);
    }
}
