package io.msliqa.quality.metrics;

import io.msliqa.quality.metrics.Coefficient.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Fits the curve of a {@link LogisticForm} that maps scores to opinions with the least squared error.
 *
 * <p>Both sides are brought to -1 to 1 around their means. A grid over centre and width of the step ({@link
 * StartSearch}) shows the valleys of the sum of squares, on at most {@value #COARSE} means of runs of equal length;
 * Levenberg-Marquardt goes down the {@value #VALLEYS} most promising, and on from the {@value #REFINED} best of these
 * ends on all pairs, or on {@value #FINE} such means where there are more pairs. The curve of four parameters is one of
 * the starts of that of five, which is therefore never worse. A search has arrived when the sum of squares falls by no
 * more than 1e-14 of itself in a step, or 1e-8 where that is not reached within 500 steps, as when nearly straight data
 * want an infinitely wide curve; if no search arrives and there is no curve of four parameters there is none.
 * Deterministic.
 */
public sealed interface LogisticFit {

    /** The number of valleys that the search goes down. */
    int VALLEYS = 24;

    /** How many of their ends are refined. */
    int REFINED = 10;

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
        LeastSquaresCurve.End end = end(form, x, y);
        if (!end.converged()) {
            return new Failed(Reason.NOT_CONVERGED);
        }
        boolean monotone = form.isMonotone(end.parameters(), x[0], x[x.length - 1]);
        return new Fitted(form, end.parameters(), monotone, ofScores, ofOpinions);
    }

    private static LeastSquaresCurve.End end(LogisticForm form, double[] x, double[] y) {
        LeastSquaresCurve all = binned(form, x, y, FINE);
        LeastSquaresCurve coarse = binned(form, x, y, COARSE);
        List<LeastSquaresCurve.End> ends = new ArrayList<>(coarse.fromAll(coarse.starts(VALLEYS)).stream()
                .limit(REFINED)
                .map(quick -> refined(all, quick.parameters()))
                .toList());
        if (form == LogisticForm.FIVE_PARAMETERS) {
            LeastSquaresCurve.End four = end(LogisticForm.FOUR_PARAMETERS, x, y);
            LeastSquaresCurve.End nested = refined(all, form.containing(four.parameters()));
            ends.add(four.converged() ? nested.arrived() : nested);
        }
        return ends.stream()
                .filter(LeastSquaresCurve.End::converged)
                .min(Comparator.comparingDouble(LeastSquaresCurve.End::cost))
                .orElse(ends.get(0));
    }

    private static LeastSquaresCurve.End refined(LeastSquaresCurve all, double[] start) {
        LeastSquaresCurve.End sharp = all.from(start, LeastSquaresCurve.Precision.SHARP);
        return sharp.converged() ? sharp : all.from(sharp.parameters(), LeastSquaresCurve.Precision.USUAL);
    }

    private static LeastSquaresCurve binned(LogisticForm form, double[] x, double[] y, int atMost) {
        if (x.length <= atMost) {
            return new LeastSquaresCurve(form, x, y, new double[0]);
        }
        Bins bins = Bins.of(x.length, atMost);
        return new LeastSquaresCurve(form, bins.means(x), bins.means(y), bins.sizes());
    }
}
