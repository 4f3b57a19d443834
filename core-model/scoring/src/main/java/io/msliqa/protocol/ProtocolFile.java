package io.msliqa.protocol;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import io.msliqa.scale.QualityScale;
import io.msliqa.scale.QualityScale.Direction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code protocol.conf} (HOCON); {@code docs/networks.md} says what may stand in it. */
public final class ProtocolFile {

    /** The file's name in a network's folder. */
    public static final String NAME = "protocol.conf";

    /** The version of the language. A later one means that a word of it changes its sense. */
    public static final int VERSION = 1;

    private static final int USUAL_BATCH = 8;
    private static final long USUAL_PIXELS = 16_000_000;
    private static final double USUAL_TOLERANCE = 1e-4;

    private final List<String> problems = new ArrayList<>();
    private final String source;

    private ProtocolFile(String source) {
        this.source = source;
    }

    /**
     * Reads a protocol.
     *
     * @param text of the file
     * @param source what messages call it
     * @throws ProtocolException with all that is wrong with it
     */
    public static NetworkProtocol read(String text, String source) {
        return new ProtocolFile(source).read(text);
    }

    private NetworkProtocol read(String text) {
        Config config;
        try {
            config = ConfigFactory.parseString(
                            text,
                            ConfigParseOptions.defaults()
                                    .setSyntax(ConfigSyntax.CONF)
                                    .setOriginDescription(NAME))
                    .resolve();
        } catch (ConfigException e) {
            throw new ProtocolException(source, List.of(String.valueOf(e.getMessage())), "");
        }
        Fields root = new Fields(config.root(), "the protocol", problems);
        if (root.integer("protocol", 0) != VERSION) {
            root.problemOf("protocol", "'protocol = " + VERSION + "' must stand in it, the language's version");
        }
        Optional<NetworkProtocol> protocol = root.make(() -> protocol(root, config));
        if (!problems.isEmpty()) {
            throw new ProtocolException(source, problems, "");
        }
        return protocol.orElseThrow();
    }

    private NetworkProtocol protocol(Fields root, Config config) {
        String name = root.text("name");
        List<View> views = views(root.group("views", "views"));
        List<TensorInput> inputs = new ArrayList<>();
        root.groups("inputs", place -> "input " + place)
                .forEach(input -> input.make(() -> input(input)).ifPresent(inputs::add));
        List<Output> outputs = new ArrayList<>();
        root.groups("outputs", place -> "output " + place)
                .forEach(output -> output.make(() -> output(output)).ifPresent(outputs::add));
        List<ScoreStep> steps = new ArrayList<>();
        root.groups("score", place -> "score, step " + place)
                .forEach(step -> step.make(() -> step(step)).ifPresent(steps::add));
        Fields scale = root.group("scale", "scale");
        boolean clamp = scale.flag("clamp", false);
        QualityScale range = scale.make(() -> new QualityScale(scale.number("min"), scale.number("max"), better(scale)))
                .orElse(QualityScale.higherIsBetter(0, 1));
        Fields provenance = root.group("provenance", "provenance");
        Provenance from = provenance.make(() -> provenance(provenance)).orElse(EMPTY);
        Fields golden = root.group("golden", "golden");
        Optional<Golden> scores = root.has("golden") ? golden.make(() -> golden(golden)) : Optional.empty();
        int batch = root.integer("batch", USUAL_BATCH);
        long mostPixels = root.whole("largest-pixels", USUAL_PIXELS);
        if (batch < 1 || batch > 4096) {
            root.problemOf("batch", "'batch' is from 1 to 4096");
        }
        if (mostPixels < 1 || mostPixels > Integer.MAX_VALUE / 3) {
            root.problemOf("largest-pixels", "'largest-pixels' is from 1 to " + Integer.MAX_VALUE / 3);
        }
        if (problems.isEmpty()) {
            new ProtocolCheck(views, inputs, outputs, steps, problems, root).check();
        }
        return new NetworkProtocol(
                name, views, inputs, outputs, steps, range, clamp, batch, mostPixels, from, scores, identity(config));
    }

    private static final Provenance EMPTY =
            new Provenance("", "", "", "", "", List.of(), new TreeMap<>(), new TreeMap<>());

    /** What the user wrote, but for what changes no score. */
    private static String identity(Config config) {
        return config.withoutPath("name")
                .withoutPath("provenance")
                .withoutPath("golden")
                .withoutPath("largest-pixels")
                .root()
                .render(ConfigRenderOptions.concise());
    }

    private static Direction better(Fields scale) {
        enum Better {
            HIGHER,
            LOWER
        }
        if (!scale.has("better")) {
            scale.problem("'better' is missing: higher or lower");
        }
        return scale.choice("better", Better.class, Better.HIGHER) == Better.HIGHER
                ? Direction.HIGHER_IS_BETTER
                : Direction.LOWER_IS_BETTER;
    }

    private List<View> views(Fields group) {
        List<View> views = new ArrayList<>();
        for (String name : group.keys()) {
            Fields view = group.group(name, "view '" + name + "'");
            List<ViewStep> steps = new ArrayList<>();
            view.groups("steps", place -> "view '" + name + "', step " + place)
                    .forEach(step -> step.make(() -> viewStep(step)).ifPresent(steps::add));
            view.make(() -> new View(name, view.text("of", View.PICTURE), steps))
                    .ifPresent(views::add);
        }
        return sorted(views, group);
    }

    /** Each after the one that it is made of. */
    private static List<View> sorted(List<View> views, Fields group) {
        List<View> left = new ArrayList<>(views);
        List<View> sorted = new ArrayList<>();
        Set<String> made = new HashSet<>(List.of(View.PICTURE));
        boolean progress = true;
        while (progress) {
            progress = false;
            for (View view : List.copyOf(left)) {
                if (made.contains(view.of())) {
                    made.add(view.name());
                    sorted.add(view);
                    left.remove(view);
                    progress = true;
                }
            }
        }
        for (View view : left) {
            group.problemOf(
                    view.name(),
                    "view '" + view.name() + "' is made of '" + view.of() + "', which is no view, or of itself");
        }
        if (views.stream().anyMatch(view -> view.name().equals(View.PICTURE))) {
            group.problemOf(View.PICTURE, "'" + View.PICTURE + "' is the picture itself; name the view otherwise");
        }
        return sorted;
    }

    private static ViewStep viewStep(Fields step) {
        if (step.has("resize")) {
            return resize(step);
        }
        if (step.has("pad")) {
            List<Integer> to = step.integers("to", List.of(1, 1));
            return new ViewStep.Pad(
                    to.get(0),
                    to.get(to.size() - 1),
                    step.integer("multiple", 1),
                    step.choice("pad", ViewStep.Fill.class, ViewStep.Fill.ZERO),
                    step.choice("at", ViewStep.Place.class, ViewStep.Place.CENTRE));
        }
        if (step.has("refuse-below")) {
            return new ViewStep.Refuse(step.integer("refuse-below"));
        }
        throw new IllegalArgumentException("a step says resize, pad or refuse-below");
    }

    private static ViewStep.Resize resize(Fields step) {
        ViewStep.Aim aim = step.choice("resize", ViewStep.Aim.class, ViewStep.Aim.EXACT);
        boolean byFactor = aim == ViewStep.Aim.FACTOR;
        List<Integer> to = byFactor ? List.of(0) : step.integers("to", List.of());
        if (to.isEmpty() || to.size() > (aim == ViewStep.Aim.EXACT ? 2 : 1)) {
            throw new IllegalArgumentException(
                    aim == ViewStep.Aim.EXACT ? "'to' is [width, height]" : "'to' is one side in pixels");
        }
        ViewStep.When when = step.choice("when", ViewStep.When.class, ViewStep.When.ALWAYS);
        if (byFactor && when != ViewStep.When.ALWAYS && !step.has("limit")) {
            throw new IllegalArgumentException("'when' needs a 'limit'");
        }
        ViewStep.Samples samples = step.choice("on", ViewStep.Samples.class, ViewStep.Samples.BYTES);
        if (!step.has("on") || !step.has("kernel") || !step.has("antialias")) {
            throw new IllegalArgumentException(
                    "a resize says its kernel (nearest, bilinear, bicubic), antialias (true, false), and what it"
                            + " computes on (bytes, floats)");
        }
        return new ViewStep.Resize(
                aim,
                to.get(0),
                to.get(to.size() - 1),
                byFactor ? step.number("factor") : 0,
                when,
                step.integer("limit", to.get(0)),
                step.choice("rounding", Rounding.class, Rounding.DOWN),
                step.choice("kernel", Kernel.class, Kernel.BILINEAR),
                step.flag("antialias", false),
                step.choice("coordinates", ViewStep.Coordinates.class, ViewStep.Coordinates.SIDES),
                samples);
    }

    private static TensorInput input(Fields input) {
        TensorInput.Colours colours = input.choice("colours", TensorInput.Colours.class, TensorInput.Colours.RGB);
        List<Double> zeros = java.util.Collections.nCopies(colours.channels(), 0.0);
        List<Double> ones = java.util.Collections.nCopies(colours.channels(), 1.0);
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

    private static Output output(Fields output) {
        return new Output(
                output.text("name"),
                output.choice("is", Output.Kind.class, Output.Kind.SCORE),
                output.integer("columns", 0));
    }

    private static ScoreStep step(Fields step) {
        if (step.has("take")) {
            return new ScoreStep.Take(step.texts("take", List.of()));
        }
        if (step.has("weighted")) {
            return weighted(step);
        }
        if (step.has("mean-of")) {
            return isOfCrops(step, "mean-of") ? new ScoreStep.MeanOfCrops() : new ScoreStep.MeanOfColumns();
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
            return new ScoreStep.Affine(step.number("gain", 1), step.number("offset", 0));
        }
        throw new IllegalArgumentException("a step says take, weighted, mean-of, median-of, columns, unit-length,"
                + " softmax, marginal, expectation, linear, sigmoid, or gain and offset");
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

    private Provenance provenance(Fields from) {
        SortedMap<String, String> sha256 = new TreeMap<>();
        Fields files = from.group("sha256", "sha256");
        files.keys().forEach(file -> sha256.put(file, files.text(file)));
        SortedMap<String, Provenance.Published> published = new TreeMap<>();
        Fields sets = from.group("published", "published");
        for (String set : sets.keys()) {
            Fields figures = sets.group(set, "published, " + set);
            figures.make(() -> new Provenance.Published(
                            figures.number("srcc", Double.NaN),
                            figures.number("plcc", Double.NaN),
                            figures.text("from", "")))
                    .ifPresent(each -> published.put(set, each));
        }
        return new Provenance(
                from.text("source", ""),
                from.text("paper", ""),
                from.text("licence", ""),
                from.text("weights", ""),
                from.text("differs", ""),
                from.texts("notes", List.of()),
                sha256,
                published);
    }

    private static Golden golden(Fields golden) {
        SortedMap<String, Double> scores = new TreeMap<>();
        Fields pictures = golden.group("scores", "golden scores");
        pictures.keys().forEach(picture -> scores.put(picture, pictures.number(picture)));
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("golden has no scores { \"picture.png\" = 0.5 }");
        }
        return new Golden(golden.text("pictures", "."), golden.number("tolerance", USUAL_TOLERANCE), scores);
    }
}
