package io.msliqa.foreign;

import io.msliqa.protocol.Crops;
import io.msliqa.protocol.NetworkProtocol;
import io.msliqa.protocol.Output;
import io.msliqa.protocol.ScoreStep;
import io.msliqa.protocol.TensorInput;
import io.msliqa.protocol.Turn;
import io.msliqa.protocol.View;
import io.msliqa.protocol.ViewStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A protocol in words: what this program has understood. */
public final class ProtocolText {

    private ProtocolText() {}

    /** A line each. */
    public static List<String> of(NetworkProtocol protocol) {
        List<String> lines = new ArrayList<>();
        for (View view : protocol.views()) {
            lines.add("view " + view.name() + ": the "
                    + (view.of().equals(View.PICTURE) ? "picture" : "view " + view.of())
                    + view.steps().stream().map(step -> ", " + step(step)).collect(Collectors.joining()));
        }
        for (TensorInput input : protocol.inputs()) {
            lines.add("input " + input.name() + ": " + crops(input) + " of the "
                    + (input.view().equals(View.PICTURE) ? "picture" : "view " + input.view()) + ", "
                    + lower(input.layout()).toUpperCase(Locale.ROOT) + ", "
                    + lower(input.colours()).toUpperCase(Locale.ROOT) + " from " + input.low() + " to " + input.high()
                    + ", less " + input.mean() + ", over " + input.deviation());
        }
        lines.add("outputs: "
                + protocol.outputs().stream().map(ProtocolText::output).collect(Collectors.joining(", ")));
        lines.add("score: "
                + (protocol.steps().isEmpty()
                        ? "the output"
                        : protocol.steps().stream().map(ProtocolText::step).collect(Collectors.joining(", then "))));
        lines.add("scale: " + protocol.scale() + (protocol.clamp() ? ", ends clamped" : ""));
        lines.add("at most " + protocol.batch() + " crops of a picture in a forward pass, and " + protocol.mostPixels()
                + " pixels a crop");
        return lines;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String step(ViewStep step) {
        if (step instanceof ViewStep.Resize resize) {
            String to =
                    switch (resize.aim()) {
                        case EXACT -> "to " + resize.width() + " x " + resize.height();
                        case SHORTER -> "to a shorter side of " + resize.width();
                        case LONGER -> "to a longer side of " + resize.width();
                        case FACTOR -> "by " + resize.factor();
                    };
            String when = resize.when() == ViewStep.When.ALWAYS
                    ? ""
                    : " where it is " + lower(resize.when()).replace('-', ' ') + " " + resize.limit();
            return "resized " + to + when + " (" + lower(resize.kernel())
                    + (resize.antialias() ? " with" : " without") + " antialias, on " + lower(resize.samples())
                    + ", sides rounded " + lower(resize.rounding()) + ", coordinates by "
                    + lower(resize.coordinates()) + ")";
        }
        if (step instanceof ViewStep.Pad pad) {
            return "padded to " + pad.width() + " x " + pad.height()
                    + (pad.multiple() > 1 ? " and a multiple of " + pad.multiple() : "") + " with " + lower(pad.fill())
                    + ", at " + lower(pad.place());
        }
        return "refused below " + ((ViewStep.Refuse) step).below();
    }

    private static String crops(TensorInput input) {
        Crops crops = input.crops();
        String text;
        if (crops instanceof Crops.Grid grid) {
            text = grid.count() + " crops of " + grid.size() + " on a grid (" + lower(grid.spacing()) + ")";
        } else if (crops instanceof Crops.FivePoints five) {
            text = "four corners and the centre of " + five.size();
        } else if (crops instanceof Crops.Centre centre) {
            text = "the centre of " + centre.width() + " x " + centre.height();
        } else if (crops instanceof Crops.Sliding sliding) {
            text = (sliding.pick() == 0 ? "all" : sliding.pick() + " of the") + " crops of " + sliding.size()
                    + ", a stride of " + sliding.stride()
                    + (sliding.large() > 0
                            ? " (" + sliding.strideLarge() + " from a side of " + sliding.large() + ")"
                            : "");
        } else if (crops instanceof Crops.Random random) {
            text = random.count() + " crops of " + random.size() + " at random, the same for a picture every time";
        } else {
            text = "the whole";
        }
        return input.turns().equals(List.of(Turn.AS_IS))
                ? text
                : text + ", each "
                        + input.turns().stream().map(ProtocolText::lower).collect(Collectors.joining(", "));
    }

    private static String output(Output output) {
        return output.name() + " (" + lower(output.kind()) + (output.columns() > 0 ? ", " + output.columns() : "")
                + ")";
    }

    private static String step(ScoreStep step) {
        if (step instanceof ScoreStep.Take take) {
            return String.join(" and ", take.outputs());
        }
        if (step instanceof ScoreStep.Weighted weighted) {
            return "the mean of " + weighted.score() + " weighted by " + weighted.weight()
                    + (weighted.overPicture() ? " over all crops at once" : " within each crop");
        }
        if (step instanceof ScoreStep.Linear linear) {
            return "a linear head out of " + linear.file();
        }
        if (step instanceof ScoreStep.Expectation expectation) {
            return "the expectation over " + expectation.values();
        }
        if (step instanceof ScoreStep.Marginal marginal) {
            return "the sum over all of " + marginal.axes() + " but axis " + marginal.keep();
        }
        if (step instanceof ScoreStep.Softmax softmax) {
            return "softmax at temperature " + softmax.temperature() + groups(softmax.groups());
        }
        if (step instanceof ScoreStep.UnitLength unit) {
            return "unit length" + groups(unit.groups());
        }
        if (step instanceof ScoreStep.Columns some) {
            return "columns " + some.columns();
        }
        if (step instanceof ScoreStep.Affine affine) {
            return "times " + each(affine.gains()) + " plus " + each(affine.offsets());
        }
        if (step instanceof ScoreStep.MeanOfCrops) {
            return "the mean of the crops";
        }
        if (step instanceof ScoreStep.LeastOfColumns) {
            return "the least of the columns";
        }
        if (step instanceof ScoreStep.MedianOfCrops) {
            return "the median of the crops";
        }
        return step instanceof ScoreStep.MeanOfColumns ? "the mean of the columns" : "sigmoid";
    }

    private static String each(List<Double> values) {
        return values.size() == 1 ? values.get(0).toString() : values.toString();
    }

    private static String groups(int groups) {
        return groups == 0 ? "" : ", " + groups + " columns at a time";
    }
}
