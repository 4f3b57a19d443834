package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;

/**
 * Makes intervals and p-values of a statistic from what each fold of references says about it: Tukey's pseudo-values
 * {@code G f(all) - (G - 1) f(all without it)} (Miller, "The jackknife: a review", Biometrika 61, 1974). They are
 * nearly independent, their mean is the statistic less its bias and their spread gives its standard error, so that
 * intervals and tests of a mean hold for any smooth statistic.
 *
 * <p>Intervals are those of the bootstrap-t: folds are drawn with replacement, and the mean's distance in standard
 * errors <em>of the draw</em> is noted. The symmetric one (Hall, "On symmetric bootstrap confidence intervals", JRSS B
 * 50, 1988) is the safer, the equal-tailed one follows skewness; the interval of a statistic reaches to the farther end
 * of both, that of a difference, from which skewness cancels out, is symmetric, and neither is ever narrower than
 * Student's with one degree of freedom less than folds. An interval always holds the statistic, which the correction of
 * the bias may leave behind. With fewer than {@value #FEWEST} folds, or where all say the same, there is none.
 */
final class PseudoValues {

    /** The scale on which the pseudo-values are made, so that the interval holds only possible values. */
    enum Scale {
        /** Any value. */
        DIFFERENCE(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        /** -1 to 1, by Fisher's transformation. */
        CORRELATION(-1, 1),
        /** From 0, by the logarithm. */
        ERROR(0, Double.POSITIVE_INFINITY),
        /** 0 to 1. */
        SHARE(0, 1),
        /** 0 to 1 around one half, by the logit. */
        AREA(0, 1);

        private final double least;
        private final double most;

        Scale(double least, double most) {
            this.least = least;
            this.most = most;
        }

        private double to(double value) {
            return switch (this) {
                case CORRELATION -> 0.5 * (Math.log1p(value) - Math.log1p(-value));
                case ERROR -> Math.log(value);
                case AREA -> Math.log(value) - Math.log1p(-value);
                case DIFFERENCE, SHARE -> value;
            };
        }

        private double from(double value) {
            return switch (this) {
                case CORRELATION -> Math.tanh(value);
                case ERROR -> Math.exp(value);
                case AREA -> 1 / (1 + Math.exp(-value));
                case DIFFERENCE, SHARE -> value;
            };
        }

        static Scale of(Statistic statistic) {
            return switch (statistic) {
                case SRCC, KRCC, PLCC, PLCC_LOGISTIC4, PLCC_LOGISTIC5 -> CORRELATION;
                case AUC_DIFFERENT, AUC_BETTER -> AREA;
                case OUTLIER_RATIO, OUTLIER_RATIO_LOGISTIC4, OUTLIER_RATIO_LOGISTIC5 -> SHARE;
                default -> ERROR;
            };
        }
    }

    /** The fewest folds that show a spread. */
    static final int FEWEST = 5;

    private static final double UNDEFINED_ALLOWED = 0.05;

    private final Scale scale;
    private final DoubleUnaryOperator from;
    private final double estimate;
    private final double centre;
    private final double error;
    private final double[] deviations;
    private final int undefined;

    private PseudoValues(Scale scale, DoubleUnaryOperator from, double estimate, double centre, double[] values) {
        double[] defined = Arrays.stream(values).filter(Double::isFinite).toArray();
        double mean = defined.length == 0 ? 0 : StatUtils.mean(defined);
        this.scale = scale;
        this.from = from;
        this.estimate = estimate;
        this.centre = centre + mean;
        this.deviations = Arrays.stream(defined).map(value -> value - mean).toArray();
        double largest = Arrays.stream(defined).map(Math::abs).max().orElse(0);
        double spread = defined.length < 2 ? 0 : Math.sqrt(StatUtils.variance(defined) / defined.length);
        this.error = spread > 1e-13 * Math.max(1, largest) ? spread : 0;
        this.undefined = values.length - defined.length;
    }

    /**
     * From a statistic with and without folds.
     *
     * @param value of all pairs
     * @param leftOut as {@link LeftOut} gives them
     * @param present which folds have pairs
     */
    static PseudoValues of(double value, double[] leftOut, boolean[] present, Scale scale) {
        int[] folds =
                IntStream.range(0, present.length).filter(fold -> present[fold]).toArray();
        double all = leftOut[present.length];
        boolean fits = Double.isFinite(scale.to(value))
                && Double.isFinite(scale.to(all))
                && Arrays.stream(folds)
                        .mapToDouble(fold -> leftOut[fold])
                        .filter(Double::isFinite)
                        .allMatch(one -> Double.isFinite(scale.to(one)));
        DoubleUnaryOperator to = fits ? scale::to : v -> v;
        // Less the value of all pairs, so that no digits are lost; the mean of the rest is the correction of the bias.
        double[] values = Arrays.stream(folds)
                .mapToDouble(fold -> (folds.length - 1) * (to.applyAsDouble(all) - to.applyAsDouble(leftOut[fold])))
                .toArray();
        return new PseudoValues(scale, fits ? scale::from : v -> v, value, to.applyAsDouble(value), values);
    }

    /** The pseudo-values of a mean, which are the values themselves. */
    static PseudoValues ofMean(double[] values, Scale scale) {
        double mean = Arrays.stream(values).filter(Double::isFinite).average().orElse(0);
        return new PseudoValues(scale, v -> v, mean, 0, values);
    }

    /** Why there is no interval; empty if there is one. */
    Optional<Reason> obstacle() {
        if (deviations.length + undefined < FEWEST) {
            return Optional.of(Reason.TOO_FEW_REFERENCES);
        }
        return undefined > UNDEFINED_ALLOWED * (deviations.length + undefined)
                ? Optional.of(Reason.UNDEFINED_IN_RESAMPLES)
                : Optional.empty();
    }

    /** The interval in which the statistic lies for the population of references. */
    Interval interval(Bootstrap bootstrap) {
        Optional<Reason> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return new Interval.None(obstacle.get());
        }
        if (error == 0 && scale == Scale.SHARE && (centre == 0 || centre == 1)) {
            return ofNoneOrAll(1 - bootstrap.confidence(), bootstrap.confidence());
        }
        if (error == 0 && scale != Scale.DIFFERENCE) {
            return new Interval.None(Reason.NO_SPREAD);
        }
        double below = 0;
        double above = 0;
        if (error > 0) {
            double[] drawn = distances(bootstrap);
            double level = 1 - bootstrap.confidence();
            double either = Math.max(
                    largest(Arrays.stream(drawn).map(Math::abs).toArray(), level),
                    student().inverseCumulativeProbability(1 - level / 2));
            boolean symmetric = scale == Scale.DIFFERENCE;
            below = symmetric ? either : Math.max(either, largest(drawn, level / 2));
            above = symmetric
                    ? either
                    : Math.max(either, largest(Arrays.stream(drawn).map(v -> -v).toArray(), level / 2));
        }
        return new Interval.Bounds(
                Math.min(estimate, end(centre - below * error)),
                Math.max(estimate, end(centre + above * error)),
                bootstrap.confidence());
    }

    /**
     * Where no reference has a picture that counts, or each has nothing else, Clopper and Pearson's bound for references: a share
     * of pictures is never above that of references with one of them.
     */
    private Interval ofNoneOrAll(double level, double confidence) {
        double reach = 1 - Math.pow(level / 2, 1.0 / deviations.length);
        return centre == 0 ? new Interval.Bounds(0, reach, confidence) : new Interval.Bounds(1 - reach, 1, confidence);
    }

    /**
     * The two-sided p-value of the statistic being zero: the share of draws that are as many standard errors away from theirs,
     * and at least Student's, which alone speaks where no draw is; so that many comparisons hide no clear difference. Below one
     * minus a confidence only where the {@link #interval} of that confidence has zero outside.
     */
    double pValue(Bootstrap bootstrap) {
        if (error == 0) {
            return Math.abs(centre) > 1e-12 ? 0 : 1;
        }
        double distance = Math.abs(centre) / error;
        double[] drawn = distances(bootstrap);
        long farther =
                Arrays.stream(drawn).filter(one -> Math.abs(one) >= distance).count();
        double student = 2 * student().cumulativeProbability(-distance);
        return farther == 0 ? student : Math.max(student, (farther + 1.0) / (drawn.length + 1));
    }

    private TDistribution student() {
        return new TDistribution(deviations.length - 1);
    }

    private double end(double value) {
        return Math.max(scale.least, Math.min(scale.most, from.applyAsDouble(value)));
    }

    /** How many of its own standard errors each draw's mean is away; draws of a single value again and again have none. */
    private double[] distances(Bootstrap bootstrap) {
        int n = deviations.length;
        double smallest = 1e-12 * error * error;
        return IntStream.range(0, bootstrap.resamples())
                .mapToDouble(number -> {
                    int[] copies = bootstrap.draw(number, n);
                    double mean = 0;
                    double squares = 0;
                    for (int i = 0; i < n; i++) {
                        mean += copies[i] * deviations[i] / n;
                        squares += copies[i] * deviations[i] * deviations[i] / n;
                    }
                    double variance = (squares - mean * mean) / (n - 1);
                    return variance > smallest ? mean / Math.sqrt(variance) : Double.NaN;
                })
                .filter(Double::isFinite)
                .toArray();
    }

    /** The value that a share of all reaches or exceeds. */
    private static double largest(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int from = (int) Math.floor(share * (values.length + 1));
        return sorted[sorted.length - Math.max(1, Math.min(sorted.length, from))];
    }
}
