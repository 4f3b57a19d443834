package io.msliqa.quality.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresOptimizer.Optimum;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/** Solves a weighted least-squares problem: fits a {@link LogisticForm} to points between -1 and 1. */
final class LeastSquaresCurve {

    /** Says when a search has arrived: when the sum of squares falls by no more than this share of itself in a step. */
    enum Precision {
        /** To choose among starts. */
        QUICK(1e-7, 100),
        /** Where the minimum is a ridge that leads to infinity, as with nearly straight data. */
        USUAL(1e-8, 2_000),
        /** Where it nearly is, after a few steps. */
        SOON(1e-6, 300),
        /** So that what leaving a few pairs out changes is not lost in how near the search came. */
        FINE(1e-10, 300),
        /** To the last digits of the correlation. */
        SHARP(1e-14, 500);

        private final double tolerance;
        private final int evaluations;

        Precision(double tolerance, int evaluations) {
            this.tolerance = tolerance;
            this.evaluations = evaluations;
        }
    }

    private final LogisticForm form;
    private final double[] x;
    private final double[] y;
    private final double[] weights;

    /** @param weights not negative, or empty for equal weights */
    LeastSquaresCurve(LogisticForm form, double[] x, double[] y, double[] weights) {
        this.form = form;
        this.x = x;
        this.y = y;
        this.weights = weights;
    }

    /** Where a search ended. */
    static final class End {
        private final double[] parameters;
        private final double cost;
        private final boolean converged;

        End(double[] parameters, double cost, boolean converged) {
            this.parameters = parameters;
            this.cost = cost;
            this.converged = converged;
        }

        /** The best that the search came by. */
        double[] parameters() {
            return parameters;
        }

        /** The root of the sum of squares there; infinite if there is none. */
        double cost() {
            return cost;
        }

        /** Whether the search arrived. */
        boolean converged() {
            return converged;
        }

        /** The same, arrived by another way. */
        End arrived() {
            return new End(parameters, cost, true);
        }
    }

    /** From a start to the bottom of its valley; the end is never worse than the start. */
    End from(double[] start, Precision precision) {
        Best best = new Best(start, cost(start));
        LevenbergMarquardtOptimizer optimizer = new LevenbergMarquardtOptimizer()
                .withCostRelativeTolerance(precision.tolerance)
                .withParameterRelativeTolerance(1e-12)
                .withOrthoTolerance(1e-15);
        try {
            Optimum optimum = optimizer.optimize(new LeastSquaresBuilder()
                    .start(start)
                    .model(point -> evaluate(point, best))
                    .target(target())
                    .lazyEvaluation(false)
                    .maxEvaluations(precision.evaluations)
                    .maxIterations(precision.evaluations)
                    .build());
            best.offer(optimum.getPoint().toArray(), optimum.getCost());
            return new End(best.parameters, best.cost, Double.isFinite(best.cost));
        } catch (MathRuntimeException e) {
            return new End(best.parameters, best.cost, false);
        }
    }

    /** The best point that a search has been at. */
    private static final class Best {
        private double[] parameters;
        private double cost;

        Best(double[] parameters, double cost) {
            this.parameters = parameters.clone();
            this.cost = cost;
        }

        void offer(double[] other, double otherCost) {
            if (otherCost < cost) {
                parameters = other.clone();
                cost = otherCost;
            }
        }
    }

    private double cost(double[] parameters) {
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double error = root(i) * (form.value(x[i], parameters) - y[i]);
            squares += error * error;
        }
        return Double.isFinite(squares) ? Math.sqrt(squares) : Double.POSITIVE_INFINITY;
    }

    /** From parameters that nearly fit already; on a ridge that leads to infinity, as far as a search soon comes. */
    End near(double[] start) {
        End soon = from(start, Precision.SOON);
        if (!soon.converged()) {
            return soon;
        }
        End end = from(soon.parameters(), Precision.FINE);
        return end.converged() ? end : soon;
    }

    /** The quick ends of all starts, the best first. */
    List<End> fromAll(double[][] starts) {
        return Arrays.stream(starts)
                .map(start -> from(start, Precision.QUICK))
                .sorted(Comparator.comparingDouble(End::cost))
                .toList();
    }

    /** Where a search should begin, the most promising first. */
    double[][] starts(int most) {
        return new StartSearch(form, x, y, weights).best(most);
    }

    private double[] target() {
        double[] target = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            target[i] = root(i) * y[i];
        }
        return target;
    }

    private Pair<RealVector, RealMatrix> evaluate(RealVector point, Best best) {
        double[] b = point.toArray();
        double[] values = new double[x.length];
        double[][] jacobian = new double[x.length][form.parameters()];
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            double root = root(i);
            values[i] = root * form.value(x[i], b, jacobian[i]);
            squares += (values[i] - root * y[i]) * (values[i] - root * y[i]);
            for (int j = 0; j < jacobian[i].length; j++) {
                jacobian[i][j] *= root;
            }
        }
        best.offer(b, Math.sqrt(squares));
        return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
    }

    private double root(int i) {
        return weights.length == 0 ? 1 : Math.sqrt(weights[i]);
    }
}
