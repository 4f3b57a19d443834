package io.msliqa.protocol;

import java.util.List;

/**
 * One step from what the network puts out to the score. The steps work on a table: a row a crop, in the end one row, of
 * which one number is left.
 */
public sealed interface ScoreStep {

    /** Begins with the outputs of these names, side by side. */
    record Take(List<String> outputs) implements ScoreStep {
        public Take {
            outputs = List.copyOf(outputs);
            if (outputs.isEmpty()) {
                throw new IllegalArgumentException("take names at least one output");
            }
        }
    }

    /**
     * Begins with the sum of score times weight over the sum of the weights.
     *
     * @param overPicture over all numbers of all crops at once; else within each crop
     */
    record Weighted(String score, String weight, boolean overPicture, double epsilon) implements ScoreStep {
        public Weighted {
            if (!(epsilon >= 0 && epsilon < 1)) {
                throw new IllegalArgumentException("epsilon is from 0, below 1");
            }
        }
    }

    /** The mean over crops, column by column. */
    record MeanOfCrops() implements ScoreStep {}

    /** The median over crops, column by column: of an even number the mean of the middle two. */
    record MedianOfCrops() implements ScoreStep {}

    /** The mean of a row's columns. */
    record MeanOfColumns() implements ScoreStep {}

    /** The least of a row's columns. */
    record LeastOfColumns() implements ScoreStep {}

    /** One or some of the columns, counted from 0. */
    record Columns(List<Integer> columns) implements ScoreStep {
        public Columns {
            columns = List.copyOf(columns);
            if (columns.isEmpty() || columns.stream().anyMatch(column -> column < 0)) {
                throw new IllegalArgumentException("columns are counted from 0, and there is at least one");
            }
        }
    }

    /**
     * Divides the columns by the root of the sum of their squares.
     *
     * @param groups of so many columns, each by itself; 0 for all at once
     */
    record UnitLength(int groups) implements ScoreStep {
        public UnitLength {
            requireGroups(groups);
        }
    }

    /**
     * Makes shares: the exponentials of the columns over a temperature, divided by their sum.
     *
     * @param groups of so many columns, each by itself; 0 for all at once
     */
    record Softmax(double temperature, int groups) implements ScoreStep {
        public Softmax {
            requireGroups(groups);
            if (!(temperature > 0)) {
                throw new IllegalArgumentException("the temperature is above 0");
            }
        }
    }

    /**
     * Adds up shares over all axes but one.
     *
     * @param axes their lengths, the last one runs fastest
     * @param keep which axis stays, counted from 0
     */
    record Marginal(List<Integer> axes, int keep) implements ScoreStep {
        public Marginal {
            axes = List.copyOf(axes);
            if (axes.isEmpty() || axes.stream().anyMatch(axis -> axis < 1) || keep < 0 || keep >= axes.size()) {
                throw new IllegalArgumentException("axes have lengths from 1, and keep is one of them, counted from 0");
            }
        }
    }

    /** The sum of the columns, each times a value. */
    record Expectation(List<Double> values) implements ScoreStep {
        public Expectation {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("an expectation has at least one value");
            }
        }
    }

    /**
     * A linear head, out of a file in the network's folder.
     *
     * @param file safetensors
     * @param weight the tensor's name; (1, columns) or (columns)
     * @param bias the tensor's name; of one number. Empty for none
     */
    record Linear(String file, String weight, String bias) implements ScoreStep {}

    /** The logistic function of each column. */
    record Sigmoid() implements ScoreStep {}

    /**
     * Each column times a gain, plus an offset.
     *
     * @param gains a number for all columns, or one for each
     * @param offsets likewise
     */
    record Affine(List<Double> gains, List<Double> offsets) implements ScoreStep {
        public Affine {
            gains = List.copyOf(gains);
            offsets = List.copyOf(offsets);
            if (gains.isEmpty() || gains.stream().anyMatch(gain -> gain == 0 || !Double.isFinite(gain))) {
                throw new IllegalArgumentException("a gain is a number other than 0");
            }
            if (offsets.isEmpty() || offsets.stream().anyMatch(offset -> !Double.isFinite(offset))) {
                throw new IllegalArgumentException("an offset is a number");
            }
        }
    }

    private static void requireGroups(int groups) {
        if (groups < 0) {
            throw new IllegalArgumentException("groups are of at least one column, or 0 for all at once");
        }
    }
}
