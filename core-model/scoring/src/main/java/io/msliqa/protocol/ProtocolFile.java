package io.msliqa.protocol;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import io.msliqa.scale.QualityScale;
import io.msliqa.scale.QualityScale.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** A text as it stands in a protocol, whatever its characters. */
    public static String quoted(String text) {
        return ConfigUtil.quoteString(text);
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
        List<View> views = ViewFields.views(root.group("views", "views"));
        List<TensorInput> inputs = new ArrayList<>();
        root.groups("inputs", place -> "input " + place)
                .forEach(input -> input.make(() -> InputFields.input(input)).ifPresent(inputs::add));
        List<Output> outputs = new ArrayList<>();
        root.groups("outputs", place -> "output " + place)
                .forEach(output -> output.make(() -> ScoreFields.output(output)).ifPresent(outputs::add));
        List<ScoreStep> steps = new ArrayList<>();
        root.groups("score", place -> "score, step " + place)
                .forEach(step -> step.make(() -> ScoreFields.step(step)).ifPresent(steps::add));
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
