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

/** A weighted least-squares problem: points between -1 and 1 to be followed by a {@link LogisticForm}. */
final class LeastSquaresCurve {

    /** When a search has arrived: the sum of squares falls by no more than this share of itself in a step. */
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

    /** Where a search ended: the parameters and the root of the sum of squares; infinite if it did not converge. */
    static final class End {
        private final double[] parameters;
        private final double cost;

        private End(double[] parameters, double cost) {
            this.parameters = parameters;
            this.cost = cost;
        }

        boolean converged() {
            return Double.isFinite(cost);
        }

        double[] parameters() {
            return parameters;
        }
    }

    End from(double[] start, Precision precision) {
        LevenbergMarquardtOptimizer optimizer = new LevenbergMarquardtOptimizer()
                .withCostRelativeTolerance(precision.tolerance)
                .withParameterRelativeTolerance(1e-12)
                .withOrthoTolerance(1e-15);
        try {
            Optimum optimum = optimizer.optimize(new LeastSquaresBuilder()
                    .start(start)
                    .model(this::evaluate)
                    .target(target())
                    .lazyEvaluation(false)
                    .maxEvaluations(precision.evaluations)
                    .maxIterations(precision.evaluations)
                    .build());
            double cost = optimum.getCost();
            return new End(optimum.getPoint().toArray(), Double.isFinite(cost) ? cost : Double.POSITIVE_INFINITY);
        } catch (MathRuntimeException e) {
            return new End(start, Double.POSITIVE_INFINITY);
        }
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

    /** The quick ends of all starts, the best first, those that did not arrive last. */
    List<End> fromAll(double[][] starts) {
        return Arrays.stream(starts)
                .map(start -> from(start, Precision.QUICK))
                .sorted(Comparator.comparingDouble(end -> end.cost))
                .toList();
    }

    private double[] target() {
        double[] target = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            target[i] = root(i) * y[i];
        }
        return target;
    }

    private Pair<RealVector, RealMatrix> evaluate(RealVector point) {
        double[] b = point.toArray();
        double[] values = new double[x.length];
        double[][] jacobian = new double[x.length][form.parameters()];
        for (int i = 0; i < x.length; i++) {
            double root = root(i);
            values[i] = root * form.value(x[i], b, jacobian[i]);
            for (int j = 0; j < jacobian[i].length; j++) {
                jacobian[i][j] *= root;
            }
        }
        return new Pair<>(new ArrayRealVector(values, false), new Array2DRowRealMatrix(jacobian, false));
    }

    private double root(int i) {
        return weights.length == 0 ? 1 : Math.sqrt(weights[i]);
    }
}
