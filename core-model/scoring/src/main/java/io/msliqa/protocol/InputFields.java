package io.msliqa.protocol;

import java.util.Collections;
import java.util.List;

/** Reads the section {@code inputs}. */
final class InputFields {

    private InputFields() {}

    /** One of the inputs. */
    static TensorInput input(Fields input) {
        TensorInput.Colours colours = input.choice("colours", TensorInput.Colours.class, TensorInput.Colours.RGB);
        List<Double> zeros = Collections.nCopies(colours.channels(), 0.0);
        List<Double> ones = Collections.nCopies(colours.channels(), 1.0);
        List<Double> range = input.numbers("range", List.of(0.0, 1.0));
        if (range.size() != 2) {
            throw new IllegalArgumentException("'range' is [what 0 becomes, what 255 becomes]");
        }
        Crops crops = input.isText("crops") || !input.has("crops")
                ? wholeOnly(input)
                : crops(input.group("crops", "crops of input '" + input.text("name", "?") + "'"));
        return new TensorInput(
                input.text("name"),
                input.text("view", View.PICTURE),
                crops,
                input.choices("turns", Turn.class, List.of(Turn.AS_IS)),
                input.choice("layout", TensorInput.Layout.class, TensorInput.Layout.NCHW),
                colours,
                range.get(0),
                range.get(1),
                input.numbers("mean", zeros),
                input.numbers("deviation", ones));
    }

    private static Crops wholeOnly(Fields input) {
        if (!input.text("crops", "whole").equals("whole")) {
            throw new IllegalArgumentException("crops is 'whole' or a group { take = ... }");
        }
        return new Crops.Whole();
    }

    private static Crops crops(Fields crops) {
        enum Take {
            CENTRE,
            FIVE_POINTS,
            GRID,
            SLIDING,
            RANDOM
        }
        List<Integer> size = crops.integers("size", List.of(1));
        int side = size.get(0);
        Take take = crops.choice("take", Take.class, Take.CENTRE);
        if (!crops.has("take") || !crops.has("size") || size.size() > (take == Take.CENTRE ? 2 : 1)) {
            throw new IllegalArgumentException(
                    "crops say what to take (centre, five-points, grid, sliding, random) and their size: a side, or of"
                            + " centre also [width, height]");
        }
        return crops.make(() -> switch (take) {
                    case CENTRE -> new Crops.Centre(side, size.get(size.size() - 1));
                    case FIVE_POINTS -> new Crops.FivePoints(side);
                    case GRID ->
                        new Crops.Grid(
                                side,
                                crops.integer("count"),
                                crops.choice("spacing", Crops.Spacing.class, Crops.Spacing.EDGES_DOWN));
                    case SLIDING -> sliding(crops, side);
                    case RANDOM -> new Crops.Random(side, crops.integer("count"), crops.whole("seed", 0));
                })
                .orElse(new Crops.Whole());
    }

    private static Crops sliding(Fields crops, int side) {
        int stride = crops.integer("stride");
        return new Crops.Sliding(
                side,
                stride,
                crops.integer("stride-large", stride),
                crops.integer("large", 0),
                crops.integer("pick", 0));
    }
}
