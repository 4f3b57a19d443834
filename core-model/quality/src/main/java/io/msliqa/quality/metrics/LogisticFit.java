package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.Optional;

/**
 * The curve of a {@link LogisticForm} that maps scores to opinions with the least squared error.
 *
 * <p>Both sides are brought to -1 to 1 around their means, then Levenberg-Marquardt searches from 18 starts (both
 * directions, three centres, three widths) on at most {@value #COARSE} means of runs of equal length, and the best end
 * is refined on all pairs, or on {@value #FINE} such means where there are more pairs. A search has arrived when the sum of
 * squares falls by no more than 1e-14 of itself in a step, or 1e-8 where that is not reached within 500 steps, as when
 * nearly straight data want an infinitely wide curve; if neither is reached there is no curve. Deterministic.
 */
public sealed interface LogisticFit {

    /** How many points the starts are tried on. */
    int COARSE = 256;

    /** How many points the curve is refined on. */
    int FINE = 65_536;

    /** A curve. */
    final class Fitted implements LogisticFit {

        private final LogisticForm form;
        private final double[] standardParameters;
        private final boolean monotone;
        private final UnitScaling scores;
        private final UnitScaling opinions;

        Fitted(
                LogisticForm form,
                double[] standardParameters,
                boolean monotone,
                UnitScaling scores,
                UnitScaling opinions) {
            this.form = form;
            this.standardParameters = standardParameters.clone();
            this.monotone = monotone;
            this.scores = scores;
            this.opinions = opinions;
        }

        /** The opinion that the curve gives for a score. */
        public double apply(double score) {
            return opinions.invert(form.value(scores.apply(score), standardParameters));
        }

        /** The opinions that the curve gives for scores. */
        public double[] apply(double[] some) {
            double[] mapped = new double[some.length];
            for (int i = 0; i < some.length; i++) {
                mapped[i] = apply(some[i]);
            }
            return mapped;
        }

        /** b1, b2 and so on of the {@link LogisticForm}, in the units of scores and opinions. */
        public double[] parameters() {
            double[] b = standardParameters;
            double x = scores.unit();
            double y = opinions.unit();
            return switch (form) {
                case FOUR_PARAMETERS ->
                    new double[] {opinions.invert(b[0]), opinions.invert(b[1]), scores.invert(b[2]), Math.abs(b[3]) * x
                    };
                case FIVE_PARAMETERS ->
                    new double[] {
                        b[0] * y,
                        b[1] / x,
                        scores.invert(b[2]),
                        b[3] * y / x,
                        opinions.invert(b[4]) - b[3] * y / x * scores.invert(0)
                    };
            };
        }

        /** Which curve it is. */
        public LogisticForm form() {
            return form;
        }

        /**
         * Whether the curve nowhere turns between the lowest and the highest score. That of four parameters never does; that
         * of five may follow a few pictures with a step against its slope.
         */
        public boolean isMonotone() {
            return monotone;
        }

        double[] standardParameters() {
            return standardParameters.clone();
        }
    }

    /** No curve: too few pairs (one more than parameters is needed), constant or not finite input, no convergence. */
    record Failed(Reason reason) implements LogisticFit {}

    /**
     * Fits one curve.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    static LogisticFit of(LogisticForm form, double[] scores, double[] opinions) {
        Optional<Reason> obstacle = Correlation.obstacle(scores, opinions);
        if (obstacle.isPresent()) {
            return new Failed(obstacle.get());
        }
        if (scores.length <= form.parameters()) {
            return new Failed(Reason.TOO_FEW_PAIRS);
        }
        UnitScaling ofScores = UnitScaling.of(scores);
        UnitScaling ofOpinions = UnitScaling.of(opinions);
        int[] order = Ranks.order(scores);
        double[] x = new double[order.length];
        double[] y = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            x[i] = ofScores.apply(scores[order[i]]);
            y[i] = ofOpinions.apply(opinions[order[i]]);
        }
        LeastSquaresCurve.End best =
                binned(form, x, y, COARSE).fromAll(form.starts()).get(0);
        LeastSquaresCurve all = binned(form, x, y, FINE);
        LeastSquaresCurve.End end = all.from(best.parameters(), LeastSquaresCurve.Precision.SHARP);
        if (!end.converged()) {
            end = all.from(best.parameters(), LeastSquaresCurve.Precision.USUAL);
        }
        if (!end.converged()) {
            return new Failed(Reason.NOT_CONVERGED);
        }
        boolean monotone = form.isMonotone(end.parameters(), x[0], x[x.length - 1]);
        return new Fitted(form, end.parameters(), monotone, ofScores, ofOpinions);
    }

    private static LeastSquaresCurve binned(LogisticForm form, double[] x, double[] y, int atMost) {
        if (x.length <= atMost) {
            return new LeastSquaresCurve(form, x, y, new double[0]);
        }
        Bins bins = Bins.of(x.length, atMost);
        return new LeastSquaresCurve(form, bins.means(x), bins.means(y), bins.sizes());
    }
}
