package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.Optional;

/**
 * Measures how far scores and opinions rise and fall together: Pearson, Spearman, Kendall.
 *
 * <p>Rules for all: two pairs at least, else {@link Reason#TOO_FEW_PAIRS}; a NaN or an infinity anywhere gives {@link
 * Reason#NOT_FINITE} (nothing is left out silently); equal scores give {@link Reason#CONSTANT_SCORES}, equal opinions
 * {@link Reason#CONSTANT_OPINIONS}. The sign is kept: a score that falls as opinion rises correlates negatively. The
 * arguments are not changed. Values as far apart as the range of a double are handled without overflow.
 */
public final class Correlation {

    private Correlation() {}

    /**
     * Pearson's linear correlation of the raw numbers (PLCC), from -1 to 1.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static Coefficient plcc(double[] scores, double[] opinions) {
        Optional<Reason> obstacle = obstacle(scores, opinions);
        return obstacle.isPresent() ? Coefficient.undefined(obstacle.get()) : Coefficient.of(pearson(scores, opinions));
    }

    /**
     * Spearman's rank correlation (SRCC), from -1 to 1: Pearson's of the ranks, equal values sharing the mean of their
     * ranks.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static Coefficient srcc(double[] scores, double[] opinions) {
        Optional<Reason> obstacle = obstacle(scores, opinions);
        return obstacle.isPresent()
                ? Coefficient.undefined(obstacle.get())
                : Coefficient.of(pearson(Ranks.average(scores), Ranks.average(opinions)));
    }

    /** Why no correlation of these pairs exists; empty if it does. */
    static Optional<Reason> obstacle(double[] scores, double[] opinions) {
        if (scores.length != opinions.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + opinions.length + " opinions");
        }
        if (!allFinite(scores) || !allFinite(opinions)) {
            return Optional.of(Reason.NOT_FINITE);
        }
        if (scores.length < 2) {
            return Optional.of(Reason.TOO_FEW_PAIRS);
        }
        if (isConstant(scores)) {
            return Optional.of(Reason.CONSTANT_SCORES);
        }
        return isConstant(opinions) ? Optional.of(Reason.CONSTANT_OPINIONS) : Optional.empty();
    }

    /**
     * Kendall's rank correlation corrected for ties (KRCC, tau-b), from -1 to 1, in the time of a sort: concordant minus
     * discordant pairs over the geometric mean of the pairs not tied in scores and of those not tied in opinions.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static Coefficient krcc(double[] scores, double[] opinions) {
        Optional<Reason> obstacle = obstacle(scores, opinions);
        if (obstacle.isPresent()) {
            return Coefficient.undefined(obstacle.get());
        }
        int[] order = Ranks.order(scores);
        int[] scoreRanks = Ranks.denseAlong(order, scores);
        int[] opinionRanks = Ranks.pick(Ranks.dense(opinions), order);
        return Coefficient.of(new Kendall(scoreRanks, opinionRanks).count().tauB());
    }

    /** Of values for which there is no {@link #obstacle}. */
    static double pearson(double[] x, double[] y) {
        UnitScaling ofX = UnitScaling.of(x);
        UnitScaling ofY = UnitScaling.of(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = ofX.apply(x[i]);
            double dy = ofY.apply(y[i]);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
    }

    static boolean allFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }
}
