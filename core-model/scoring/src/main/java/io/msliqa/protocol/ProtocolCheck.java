package io.msliqa.protocol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the parts of a protocol must have in common. */
final class ProtocolCheck {

    private final List<View> views;
    private final List<TensorInput> inputs;
    private final List<Output> outputs;
    private final List<ScoreStep> steps;
    private final List<String> problems;
    private final Fields root;

    ProtocolCheck(
            List<View> views,
            List<TensorInput> inputs,
            List<Output> outputs,
            List<ScoreStep> steps,
            List<String> problems,
            Fields root) {
        this.views = views;
        this.inputs = inputs;
        this.outputs = outputs;
        this.steps = steps;
        this.problems = problems;
        this.root = root;
    }

    /** Notes what does not fit together. */
    void check() {
        checkViews();
        checkInputs();
        checkOutputs();
        if (problems.isEmpty()) {
            checkSteps();
        }
    }

    private void checkViews() {
        Map<String, Boolean> floats = new HashMap<>(Map.of(View.PICTURE, false));
        for (View view : views) {
            boolean inFloats = floats.get(view.of());
            for (ViewStep step : view.steps()) {
                if (step instanceof ViewStep.Resize resize) {
                    if (inFloats && resize.samples() == ViewStep.Samples.BYTES) {
                        root.problemOf(
                                "views",
                                "view '" + view.name() + "' computes on bytes after it has computed on floats");
                    }
                    inFloats |= resize.samples() == ViewStep.Samples.FLOATS;
                }
            }
            floats.put(view.name(), inFloats);
        }
    }

    private void checkInputs() {
        if (inputs.isEmpty()) {
            root.problem("'inputs' is missing: a list with at least one input of the network");
            return;
        }
        Set<String> names = new HashSet<>();
        int count = 1;
        for (TensorInput input : inputs) {
            if (!names.add(input.name())) {
                root.problemOf("inputs", "two inputs are called '" + input.name() + "'");
            }
            if (!input.view().equals(View.PICTURE)
                    && views.stream().noneMatch(view -> view.name().equals(input.view()))) {
                root.problemOf(
                        "inputs", "input '" + input.name() + "' is of the view '" + input.view() + "', which is none");
            }
            int crops = input.crops().count() * input.turns().size();
            if (crops > 1 && count > 1 && crops != count) {
                root.problemOf(
                        "inputs",
                        "input '" + input.name() + "' has " + crops + " crops and another " + count
                                + "; inputs have equally many, or one");
            }
            count = Math.max(count, crops);
        }
    }

    private void checkOutputs() {
        if (outputs.isEmpty()) {
            root.problem("'outputs' is missing: a list with at least one output of the network");
        }
        Set<String> names = new HashSet<>();
        for (Output output : outputs) {
            if (!names.add(output.name())) {
                root.problemOf("outputs", "two outputs are called '" + output.name() + "'");
            }
        }
    }

    /** Follows the steps with the number of rows and columns, as far as that is known. */
    private void checkSteps() {
        boolean manyCrops = inputs.stream()
                .anyMatch(input -> input.crops().count() != 1 || input.turns().size() > 1);
        Table table = new Table(manyCrops, outputs.get(0).columns());
        for (int i = 0; i < steps.size(); i++) {
            ScoreStep step = steps.get(i);
            boolean begins = step instanceof ScoreStep.Take || step instanceof ScoreStep.Weighted;
            if (begins && i > 0) {
                root.problemOf("score", "step " + (i + 1) + " begins anew; take and weighted stand first");
            }
            table = table.after(step, i + 1);
        }
        if (steps.isEmpty()
                || !(steps.get(0) instanceof ScoreStep.Take || steps.get(0) instanceof ScoreStep.Weighted)) {
            requireOneOutput();
        }
        if (table.many()) {
            root.problemOf("score", "the crops are never made one; add { mean-of = crops } where it belongs");
        }
        if (table.columns() > 1) {
            root.problemOf(
                    "score",
                    table.columns() + " columns are left; one is the score: add columns, expectation, linear,"
                            + " { mean-of = columns } or { least-of = columns }");
        }
    }

    private void requireOneOutput() {
        if (outputs.size() > 1) {
            root.problemOf("score", "of several outputs the first step says which: take = NAME, or weighted = NAME");
        }
    }

    /** What the steps work on: whether there are several rows, and how many columns, 0 where unknown. */
    private final class Table {

        private final boolean many;
        private final int columns;

        Table(boolean many, int columns) {
            this.many = many;
            this.columns = columns;
        }

        boolean many() {
            return many;
        }

        int columns() {
            return columns;
        }

        Table after(ScoreStep step, int place) {
            if (step instanceof ScoreStep.Take take) {
                return new Table(many(), taken(take));
            }
            if (step instanceof ScoreStep.Weighted weighted) {
                requireOutput(weighted.score());
                requireOutput(weighted.weight());
                return new Table(many() && !weighted.overPicture(), 1);
            }
            if (step instanceof ScoreStep.MeanOfCrops || step instanceof ScoreStep.MedianOfCrops) {
                return new Table(false, columns());
            }
            if (step instanceof ScoreStep.Affine affine) {
                requireColumnsOrOne(affine.gains().size(), place);
                requireColumnsOrOne(affine.offsets().size(), place);
                return this;
            }
            if (step instanceof ScoreStep.MeanOfColumns
                    || step instanceof ScoreStep.LeastOfColumns
                    || step instanceof ScoreStep.Linear) {
                return new Table(many(), 1);
            }
            if (step instanceof ScoreStep.Columns some) {
                for (int column : some.columns()) {
                    if (columns() > 0 && column >= columns()) {
                        wrong(place, "there are columns 0 to " + (columns() - 1) + ", not " + column);
                    }
                }
                return new Table(many(), some.columns().size());
            }
            if (step instanceof ScoreStep.Expectation expectation) {
                requireColumns(expectation.values().size(), place);
                return new Table(many(), 1);
            }
            if (step instanceof ScoreStep.Marginal marginal) {
                requireColumns(marginal.axes().stream().reduce(1, Math::multiplyExact), place);
                return new Table(many(), marginal.axes().get(marginal.keep()));
            }
            int groups = step instanceof ScoreStep.Softmax softmax
                    ? softmax.groups()
                    : step instanceof ScoreStep.UnitLength length ? length.groups() : 0;
            if (groups > 0 && columns() % groups != 0) {
                wrong(place, columns() + " columns are no groups of " + groups);
            }
            return this;
        }

        private int taken(ScoreStep.Take take) {
            int sum = 0;
            boolean known = true;
            for (String name : take.outputs()) {
                requireOutput(name);
                int columns = outputs.stream()
                        .filter(output -> output.name().equals(name))
                        .mapToInt(Output::columns)
                        .findFirst()
                        .orElse(0);
                known &= columns > 0;
                sum += columns;
            }
            return known ? sum : 0;
        }

        private void requireColumnsOrOne(int count, int place) {
            if (count > 1) {
                requireColumns(count, place);
            }
        }

        private void requireColumns(int wanted, int place) {
            if (columns() > 0 && columns() != wanted) {
                wrong(place, "it is for " + wanted + " columns, and there are " + columns());
            }
        }

        private void requireOutput(String name) {
            if (outputs.stream().noneMatch(output -> output.name().equals(name))) {
                root.problemOf("score", "there is no output '" + name + "'");
            }
        }

        private void wrong(int place, String sentence) {
            root.problemOf("score", "step " + place + ": " + sentence);
        }
    }
}
