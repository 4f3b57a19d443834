package io.msliqa.protocol;

import java.util.List;

/** Reads the sections {@code outputs} and {@code score}. */
final class ScoreFields {

    private ScoreFields() {}

    /** One of the outputs. */
    static Output output(Fields output) {
        return new Output(
                output.text("name"),
                output.choice("is", Output.Kind.class, Output.Kind.SCORE),
                output.integer("columns", 0));
    }

    /** One of the steps from the outputs to the score. */
    static ScoreStep step(Fields step) {
        if (step.has("take")) {
            return new ScoreStep.Take(step.texts("take", List.of()));
        }
        if (step.has("weighted")) {
            return weighted(step);
        }
        if (step.has("mean-of")) {
            return isOfCrops(step, "mean-of") ? new ScoreStep.MeanOfCrops() : new ScoreStep.MeanOfColumns();
        }
        if (step.has("least-of")) {
            if (isOfCrops(step, "least-of")) {
                throw new IllegalArgumentException("the least is of columns");
            }
            return new ScoreStep.LeastOfColumns();
        }
        if (step.has("median-of")) {
            if (!isOfCrops(step, "median-of")) {
                throw new IllegalArgumentException("a median is of crops");
            }
            return new ScoreStep.MedianOfCrops();
        }
        if (step.has("columns")) {
            return new ScoreStep.Columns(step.integers("columns", List.of()));
        }
        if (step.has("unit-length")) {
            return new ScoreStep.UnitLength(step.integer("unit-length"));
        }
        if (step.has("softmax")) {
            return new ScoreStep.Softmax(step.number("softmax"), step.integer("groups", 0));
        }
        if (step.has("marginal")) {
            return new ScoreStep.Marginal(step.integers("marginal", List.of()), step.integer("keep"));
        }
        if (step.has("expectation")) {
            return new ScoreStep.Expectation(step.numbers("expectation", List.of()));
        }
        if (step.has("linear")) {
            return new ScoreStep.Linear(step.text("linear"), step.text("weight", "weight"), step.text("bias", "bias"));
        }
        if (step.has("sigmoid")) {
            step.flag("sigmoid", true);
            return new ScoreStep.Sigmoid();
        }
        if (step.has("gain") || step.has("offset")) {
            return new ScoreStep.Affine(step.numbers("gain", List.of(1.0)), step.numbers("offset", List.of(0.0)));
        }
        throw new IllegalArgumentException("a step says take, weighted, mean-of, median-of, least-of, columns,"
                + " unit-length, softmax, marginal, expectation, linear, sigmoid, or gain and offset");
    }

    private enum Of {
        CROPS,
        COLUMNS
    }

    private static boolean isOfCrops(Fields step, String key) {
        return step.choice(key, Of.class, Of.CROPS) == Of.CROPS;
    }

    private static ScoreStep weighted(Fields step) {
        enum Over {
            CROP,
            PICTURE
        }
        return new ScoreStep.Weighted(
                step.text("weighted"),
                step.text("by"),
                step.choice("over", Over.class, Over.CROP) == Over.PICTURE,
                step.number("epsilon", 0));
    }
}
