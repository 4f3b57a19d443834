package io.msliqa.quality.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Finds where a curve's search should begin. Both curves are linear in all parameters but the centre and the width of
 * the step. So a grid over these two, with the best other parameters for each (variable projection, Golub and Pereyra,
 * SIAM Journal on Numerical Analysis 10, 1973), sees every valley of the sum of squares.
 *
 * <p>Centres are the points themselves, {@value #CENTRES} of them at most, and the middles between neighbours. Between
 * few points and at the ends there are more; a few lie beyond. Widths go from a step between two neighbours to a nearly
 * straight line. Each grid point that is as good as its neighbours is a start, the best first.
 */
final class StartSearch {

    private static final int CENTRES = 40;

    /** So many gaps at either end, and all where points are few, are looked at in so many parts. */
    private static final int ENDS = 8;

    private static final int PARTS = 6;
    private static final double[] WIDTHS = {0.0006, 0.002, 0.006, 0.02, 0.045, 0.1, 0.18, 0.3, 0.5, 0.9, 1.6, 4};
    /** The ridge: so small that no valley moves, and large enough where two columns are alike. */
    private static final double RIDGE = 1e-9;

    private static final double[] BEYOND = {-2, -1.3, 1.3, 2};

    private final LogisticForm form;
    private final double[] x;
    private final double[] y;
    private final double[] weights;

    /**
     * @param x never falling, between -1 and 1
     * @param weights not negative, or empty for equal weights
     */
    StartSearch(LogisticForm form, double[] x, double[] y, double[] weights) {
        this.form = form;
        this.x = x;
        this.y = y;
        this.weights = weights;
    }

    private static final class Start {
        private final double[] parameters;
        private final double squares;

        Start(double[] parameters, double squares) {
            this.parameters = parameters;
            this.squares = squares;
        }
    }

    /** At most so many starts, the best first; one at least. */
    double[][] best(int most) {
        double[] centres = centres();
        Start[][] grid = new Start[centres.length][WIDTHS.length];
        for (int i = 0; i < centres.length; i++) {
            for (int j = 0; j < WIDTHS.length; j++) {
                grid[i][j] = start(centres[i], WIDTHS[j]);
            }
        }
        List<Start> valleys = new ArrayList<>();
        for (int i = 0; i < centres.length; i++) {
            for (int j = 0; j < WIDTHS.length; j++) {
                if (isValley(grid, i, j)) {
                    valleys.add(grid[i][j]);
                }
            }
        }
        valleys.sort(Comparator.comparingDouble(start -> start.squares));
        return valleys.stream().limit(most).map(start -> start.parameters).toArray(double[][]::new);
    }

    private double[] centres() {
        DoubleStream.Builder centres = DoubleStream.builder();
        int inner = Math.min(x.length, CENTRES);
        for (int i = 0; i + 1 < inner; i++) {
            double here = x[(int) ((long) i * (x.length - 1) / (inner - 1))];
            double next = x[(int) ((long) (i + 1) * (x.length - 1) / (inner - 1))];
            centres.add(here).add((here + next) / 2).add(next);
        }
        // A step may pass through a single point, where points are few or at either end.
        for (int i = 0; i + 1 < x.length; i++) {
            if (x.length <= CENTRES || i < ENDS || i >= x.length - 1 - ENDS) {
                for (int part = 0; part < PARTS; part++) {
                    centres.add(x[i] + (x[i + 1] - x[i]) * part / PARTS);
                }
            }
        }
        for (double beyond : BEYOND) {
            centres.add(beyond);
        }
        return centres.build().sorted().distinct().toArray();
    }

    private static boolean isValley(Start[][] grid, int i, int j) {
        for (int a = Math.max(0, i - 1); a <= Math.min(grid.length - 1, i + 1); a++) {
            for (int b = Math.max(0, j - 1); b <= Math.min(WIDTHS.length - 1, j + 1); b++) {
                if (grid[a][b].squares < grid[i][j].squares) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The best parameters of a step at a place; normal equations, as two or three columns between -1 and 1 are no burden. */
    private Start start(double centre, double width) {
        int columns = form == LogisticForm.FOUR_PARAMETERS ? 2 : 3;
        double[][] normal = new double[columns][columns + 1];
        double[] row = new double[columns];
        double squaresOfY = 0;
        for (int k = 0; k < x.length; k++) {
            row(centre, width, x[k], row);
            double weight = weights.length == 0 ? 1 : weights[k];
            for (int a = 0; a < columns; a++) {
                for (int b = 0; b < columns; b++) {
                    normal[a][b] += weight * row[a] * row[b];
                }
                normal[a][columns] += weight * row[a] * y[k];
            }
            squaresOfY += weight * y[k] * y[k];
        }
        double[] found = solved(normal, columns);
        double explained = 0;
        double ridge = 0;
        for (int a = 0; a < columns; a++) {
            explained += found[a] * normal[a][columns];
            ridge += RIDGE * x.length * found[a] * found[a];
        }
        return new Start(parameters(found, centre, width), squaresOfY - explained + ridge);
    }

    private void row(double centre, double width, double at, double[] row) {
        double s = 1 / (1 + Math.exp(-(at - centre) / width)) - 0.5;
        row[0] = s;
        row[1] = 1;
        if (row.length == 3) {
            row[2] = at;
        }
    }

    private double[] parameters(double[] found, double centre, double width) {
        return form == LogisticForm.FOUR_PARAMETERS
                ? new double[] {found[1] + found[0] / 2, found[1] - found[0] / 2, centre, width}
                : new double[] {found[0], 1 / width, centre, found[2], found[1]};
    }

    /** Cholesky's way, with {@link #RIDGE} on the diagonal. */
    private double[] solved(double[][] normal, int n) {
        double[][] lower = new double[n][n];
        double[] half = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = normal[i][j] + (i == j ? RIDGE * x.length : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, RIDGE * RIDGE)) : sum / lower[j][j];
            }
            double sum = normal[i][n];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * half[k];
            }
            half[i] = sum / lower[i][i];
        }
        double[] found = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = half[i];
            for (int k = i + 1; k < n; k++) {
                sum -= lower[k][i] * found[k];
            }
            found[i] = sum / lower[i][i];
        }
        return found;
    }
}
