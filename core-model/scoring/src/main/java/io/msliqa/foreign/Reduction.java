package io.msliqa.foreign;

import io.msliqa.network.Tensor;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.Output;
import io.msliqa.protocol.ScoreStep;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** From what the network puts out to one score, step by step in the protocol's order. */
final class Reduction {

    private static final double SHARES_MAY_MISS = 1e-3;

    private final NetworkFolder folder;
    private final NetworkProtocol protocol;

    Reduction(NetworkFolder folder) {
        this.folder = folder;
        this.protocol = folder.protocol();
    }

    /**
     * The score of some crops.
     *
     * @throws NetworkFailure if the outputs are not what the protocol says, or the score is no number
     */
    double score(OutputTable table) {
        double[][] rows = new double[0][];
        int next = 0;
        List<ScoreStep> steps = protocol.steps();
        if (!steps.isEmpty() && steps.get(0) instanceof ScoreStep.Weighted weighted) {
            rows = weighted(table, weighted);
            next = 1;
        } else if (!steps.isEmpty() && steps.get(0) instanceof ScoreStep.Take take) {
            rows = table.take(take.outputs());
            next = 1;
        } else {
            rows = table.take(List.of(protocol.outputs().get(0).name()));
        }
        for (; next < steps.size(); next++) {
            rows = after(steps.get(next), rows);
        }
        if (rows.length != 1 || rows[0].length != 1) {
            throw new NetworkFailure("the protocol's steps leave " + rows.length + " rows of " + rows[0].length
                    + " numbers instead of one score");
        }
        return ended(rows[0][0]);
    }

    private double ended(double score) {
        if (!Double.isFinite(score)) {
            throw new NetworkFailure("it put out what makes a score of " + score);
        }
        return protocol.clamp()
                ? Math.max(protocol.scale().min(), Math.min(protocol.scale().max(), score))
                : score;
    }

    /** Checks the numbers of an output for the crops. */
    static void requireAsDeclared(Output output, double[][] rows) {
        for (double[] row : rows) {
            if (output.columns() > 0 && row.length != output.columns()) {
                throw new NetworkFailure("its output '" + output.name() + "' has " + row.length
                        + " numbers a crop; the protocol says " + output.columns());
            }
            double sum = Arrays.stream(row).sum();
            if (output.kind() == Output.Kind.DISTRIBUTION && !(Math.abs(sum - 1) <= SHARES_MAY_MISS)) {
                throw new NetworkFailure(
                        "its output '" + output.name() + "' adds up to " + sum + "; a distribution adds up to 1");
            }
        }
    }

    private static double[][] weighted(OutputTable table, ScoreStep.Weighted step) {
        if (step.overPicture()) {
            return new double[][] {{mean(table.flat(step.score()), table.flat(step.weight()), step)}};
        }
        double[][] scores = table.outputs().get(step.score());
        double[][] weights = table.outputs().get(step.weight());
        double[][] rows = new double[scores.length][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new double[] {mean(scores[row], weights[row], step)};
        }
        return rows;
    }

    private static double mean(double[] scores, double[] weights, ScoreStep.Weighted step) {
        if (scores.length != weights.length) {
            throw new NetworkFailure("its output '" + step.score() + "' has " + scores.length + " numbers and '"
                    + step.weight() + "' " + weights.length + "; each score has a weight");
        }
        double sum = 0;
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += scores[i] * weights[i];
            all += weights[i];
        }
        return sum / (all + step.epsilon());
    }

    private double[][] after(ScoreStep step, double[][] rows) {
        if (step instanceof ScoreStep.MeanOfCrops) {
            return overCrops(rows, column -> Arrays.stream(column).average().orElseThrow());
        }
        if (step instanceof ScoreStep.MedianOfCrops) {
            return overCrops(rows, Reduction::median);
        }
        return eachRow(rows, row -> rowAfter(step, row));
    }

    private interface Statistic {
        double of(double[] column);
    }

    private static double[][] overCrops(double[][] rows, Statistic statistic) {
        double[] means = new double[rows[0].length];
        for (int column = 0; column < means.length; column++) {
            int place = column;
            means[column] = statistic.of(
                    Arrays.stream(rows).mapToDouble(row -> row[place]).toArray());
        }
        return new double[][] {means};
    }

    private static double median(double[] column) {
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double[][] eachRow(double[][] rows, UnaryOperator<double[]> change) {
        return Arrays.stream(rows).map(change).toArray(double[][]::new);
    }

    private double[] rowAfter(ScoreStep step, double[] row) {
        if (step instanceof ScoreStep.MeanOfColumns) {
            return new double[] {Arrays.stream(row).average().orElseThrow()};
        }
        if (step instanceof ScoreStep.LeastOfColumns) {
            return new double[] {Arrays.stream(row).min().orElseThrow()};
        }
        if (step instanceof ScoreStep.Columns some) {
            return some.columns().stream()
                    .mapToDouble(column -> at(row, column))
                    .toArray();
        }
        if (step instanceof ScoreStep.UnitLength unit) {
            return grouped(row, unit.groups(), Reduction::unitLength);
        }
        if (step instanceof ScoreStep.Softmax softmax) {
            return grouped(row, softmax.groups(), group -> softmax(group, softmax.temperature()));
        }
        if (step instanceof ScoreStep.Marginal marginal) {
            return marginal(row, marginal);
        }
        if (step instanceof ScoreStep.Expectation expectation) {
            return new double[] {expectation(row, expectation.values())};
        }
        if (step instanceof ScoreStep.Linear linear) {
            return new double[] {linear(row, linear)};
        }
        if (step instanceof ScoreStep.Sigmoid) {
            return Arrays.stream(row).map(x -> 1 / (1 + Math.exp(-x))).toArray();
        }
        return affine(row, (ScoreStep.Affine) step);
    }

    private static double[] affine(double[] row, ScoreStep.Affine step) {
        List<Double> gains = each(step.gains(), row);
        List<Double> offsets = each(step.offsets(), row);
        return IntStream.range(0, row.length)
                .mapToDouble(column -> gains.get(column) * row[column] + offsets.get(column))
                .toArray();
    }

    /** One for each column; a single one is for all. */
    private static List<Double> each(List<Double> values, double[] row) {
        if (values.size() == 1) {
            return Collections.nCopies(row.length, values.get(0));
        }
        requireLength(row, values.size());
        return values;
    }

    private static double at(double[] row, int column) {
        if (column >= row.length) {
            throw new NetworkFailure("the protocol takes column " + column + " of " + row.length);
        }
        return row[column];
    }

    private static double[] grouped(double[] row, int groups, UnaryOperator<double[]> change) {
        int length = groups == 0 ? row.length : groups;
        requireLength(row, row.length / length * length);
        return IntStream.range(0, row.length / length)
                .mapToObj(group -> change.apply(Arrays.copyOfRange(row, group * length, (group + 1) * length)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[] unitLength(double[] row) {
        double length = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
        // As torch's normalize has it.
        return Arrays.stream(row).map(x -> x / Math.max(length, 1e-12)).toArray();
    }

    private static double[] softmax(double[] row, double temperature) {
        double highest = Arrays.stream(row).max().orElseThrow();
        double[] shares = Arrays.stream(row)
                .map(x -> Math.exp((x - highest) / temperature))
                .toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(x -> x / sum).toArray();
    }

    private static double[] marginal(double[] row, ScoreStep.Marginal step) {
        List<Integer> axes = step.axes();
        requireLength(row, axes.stream().reduce(1, Math::multiplyExact));
        int inner = axes.subList(step.keep() + 1, axes.size()).stream().reduce(1, Math::multiplyExact);
        double[] sums = new double[axes.get(step.keep())];
        for (int i = 0; i < row.length; i++) {
            sums[i / inner % sums.length] += row[i];
        }
        return sums;
    }

    private static double expectation(double[] row, List<Double> values) {
        requireLength(row, values.size());
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * values.get(i);
        }
        return sum;
    }

    private double linear(double[] row, ScoreStep.Linear step) {
        Tensor[] head = folder.head(step);
        float[] weights = head[0].values();
        requireLength(row, weights.length);
        double sum = head[1].values()[0];
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * weights[i];
        }
        return sum;
    }

    private static void requireLength(double[] row, int wanted) {
        if (row.length != wanted) {
            throw new NetworkFailure(
                    "there are " + row.length + " columns where a step of the protocol is for " + wanted);
        }
    }
}
