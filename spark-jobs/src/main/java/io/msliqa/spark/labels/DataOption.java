package io.msliqa.spark.labels;

import io.msliqa.UserException;
import io.msliqa.network.Quality;
import io.msliqa.quality.labels.CsvLabels;
import io.msliqa.quality.labels.ImagePresence;
import io.msliqa.quality.labels.LabelledImage;
import io.msliqa.quality.labels.LabelledSet;
import io.msliqa.quality.labels.OpinionSpread;
import io.msliqa.quality.labels.PublishedDataset;
import io.msliqa.quality.labels.Splits;
import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.TableFormat;
import io.msliqa.quality.table.TableOption;
import io.msliqa.scale.QualityScale;
import io.msliqa.torch.training.Serving;
import io.msliqa.torch.training.TrainingSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Labelled pictures as a user names them: {@code kadid10k=/data/kadid10k,pictures=24,validation=0.2}.
 *
 * <p>First the format, a {@link PublishedDataset} or {@code csv}, and where it lies; then, each at most once and in any
 * order, {@link #KEYS}.
 */
public final class DataOption {

    /** For the help of a verb. */
    public static final String KEYS = "name=TEXT; pictures=N of each step (24), or N/N/N"
            + " of each zoom level; teaches=fidelity|opinion, where heads put out both; pairs=SHARE: pictures come in pairs"
            + " of one reference, that share of them with the reference itself; experiment=TEXT, for sources of one scale;"
            + " validation=SHARE and test=SHARE of the"
            + " references held out (0.2 and 0); part=all|training|validation|test; distortions=A+B or"
            + " distortions=not+A+B (numbers or names); limit=N pictures of the part (or to learn from) at most, spread evenly; for csv also images=DIR, min=X, max=Y, better=higher|lower, image=COLUMN, opinion=COLUMN"
            + " (or std, reference, distortion, level, votes), " + TableFormat.HELP
            + "; opinions=N people a picture, and deviation=opinions|mean: what its deviations are those of";

    private static final Set<String> TABLE = TableOption.keys(Columns.OPINIONS);

    private static final Set<String> KNOWN = Stream.concat(
                    TABLE.stream(),
                    Stream.of(
                            "name",
                            "pictures",
                            "teaches",
                            "pairs",
                            "experiment",
                            "validation",
                            "test",
                            "part",
                            "distortions",
                            "limit",
                            "images",
                            "min",
                            "max",
                            "better",
                            "opinions",
                            "deviation"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> WITHOUT_SCALE = Set.of("csv", "parquet");

    private final String text;
    private final String format;
    private final String location;
    private final Map<String, String> values;

    private DataOption(String text, String format, String location, Map<String, String> values) {
        this.text = text;
        this.format = format;
        this.location = location;
        this.values = values;
    }

    /**
     * Reads what a user wrote.
     *
     * @throws UserException if it is nothing like a data option, or has an unknown key
     */
    public static DataOption parse(String text) {
        String[] parts = text.split(",", -1);
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals < 1 || equals == part.length() - 1) {
                throw new UserException("'" + part + "' in '" + text + "' is no KEY=VALUE; write data as"
                        + " kadid10k=/data/kadid10k,pictures=24");
            }
            if (values.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new UserException("'" + part.substring(0, equals) + "' stands twice in '" + text + "'");
            }
        }
        String format = values.keySet().iterator().next();
        String location = values.remove(format);
        if (!WITHOUT_SCALE.contains(format)) {
            requireFormat(format, text);
        }
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw new UserException("Unknown " + unknown + " in '" + text + "'; there are " + new TreeSet<>(KNOWN));
        }
        return new DataOption(text, format, location, values);
    }

    private static void requireFormat(String format, String text) {
        try {
            PublishedDataset.ofKey(format);
        } catch (IllegalArgumentException e) {
            throw new UserException("'" + format + "' in '" + text + "' is no format; there are csv, parquet and "
                    + Arrays.stream(PublishedDataset.values())
                            .map(PublishedDataset::key)
                            .toList());
        }
    }

    /** What reports call the data. */
    public String name() {
        return values.getOrDefault("name", format);
    }

    /** The name that the user gave; empty if none. */
    public Optional<String> givenName() {
        return Optional.ofNullable(values.get("name"));
    }

    /**
     * What the deviations of the labels say: what the user declares, else what is known of the published set.
     *
     * @throws UserException if what the user declares is nothing that can be
     */
    public OpinionSpread spread() {
        OpinionSpread known = WITHOUT_SCALE.contains(format)
                ? OpinionSpread.UNKNOWN
                : PublishedDataset.ofKey(format).spread();
        OptionalInt opinions =
                values.containsKey("opinions") ? OptionalInt.of((int) number("opinions", 1, 1, 1e6)) : known.opinions();
        return switch (values.getOrDefault("deviation", "")) {
            case "" -> new OpinionSpread(known.of(), opinions);
            case "opinions" -> new OpinionSpread(OpinionSpread.Of.OPINIONS, opinions);
            case "mean" -> new OpinionSpread(OpinionSpread.Of.MEAN, opinions);
            default ->
                throw new UserException("deviation=" + values.get("deviation") + " in '" + text
                        + "' must be opinions (standard deviations of single opinions) or mean (standard errors)");
        };
    }

    /**
     * The pictures to train and to validate with.
     *
     * @param seed decides which references validate
     * @throws UserException if a value is no number or out of range, or too few pictures are left
     * @throws io.msliqa.quality.labels.DatasetException with all that is wrong with the labels
     */
    public TrainingSource source(long seed) {
        Splits splits = splits(seed, ImagePresence.REQUIRED);
        try {
            return new TrainingSource(
                    name(), limited(splits.training()), splits.validation(), serving(), teaches(), experiment());
        } catch (IllegalArgumentException e) {
            throw new UserException("'" + text + "': " + e.getMessage());
        }
    }

    private Serving serving() {
        List<Integer> pictures = Arrays.stream(
                        values.getOrDefault("pictures", "24").split("/", -1))
                .map(this::pictures)
                .toList();
        return new Serving(pictures, values.containsKey("pairs"), number("pairs", 0, 0, 1));
    }

    private int pictures(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw new UserException("pictures=" + values.get("pictures") + " in '" + text
                    + "' must be a number, or one for each zoom level such as 12/16/12");
        }
    }

    private Quality teaches() {
        String teaches = values.getOrDefault("teaches", Quality.SCORE.toString());
        return Arrays.stream(Quality.values())
                .filter(quality -> quality.toString().equals(teaches))
                .findFirst()
                .orElseThrow(() -> new UserException("teaches=" + teaches + " in '" + text + "' must be one of "
                        + Arrays.toString(Quality.values())));
    }

    private String experiment() {
        return values.getOrDefault("experiment", name());
    }

    /** Whether the labels are a table of Parquet, which is not read here but by Spark. */
    public boolean isParquet() {
        return format.equals("parquet");
    }

    /** Where the labels lie, as the user wrote it. */
    public String location() {
        return location;
    }

    /** Whether all pictures are meant, not some of them. */
    public boolean isWhole() {
        return values.getOrDefault("part", "all").equals("all")
                && !values.containsKey("distortions")
                && !values.containsKey("limit");
    }

    /** The pictures of the part that the user named, which must be there; all of them without. */
    public LabelledSet part(long seed) {
        return part(seed, ImagePresence.REQUIRED);
    }

    /** The labels of the part that the user named; all of them without. */
    public LabelledSet part(long seed, ImagePresence presence) {
        LabelledSet part =
                switch (values.getOrDefault("part", "all")) {
                    case "all" -> chosen(readAll(presence));
                    case "training" -> splits(seed, presence).training();
                    case "validation" -> splits(seed, presence).validation();
                    case "test" -> splits(seed, presence).test();
                    default ->
                        throw new UserException("part=" + values.get("part") + " in '" + text
                                + "' must be one of all, training, validation, test");
                };
        return limited(part);
    }

    private LabelledSet limited(LabelledSet part) {
        return part.spread((int) number("limit", Integer.MAX_VALUE, 1, Integer.MAX_VALUE));
    }

    private Splits splits(long seed, ImagePresence presence) {
        double validation = number("validation", 0.2, 0, 0.9);
        double test = number("test", 0, 0, 0.9);
        if (validation + test > 0.95) {
            throw new UserException("'" + text + "' holds out " + (validation + test) + " of the references; at most"
                    + " 0.95 can be, the rest trains");
        }
        LabelledSet all = readAll(presence);
        Set<LabelledImage> chosen = new HashSet<>(chosen(all).images());
        Splits splits = Splits.byReference(all, new Splits.Fractions(validation, test), seed);
        return new Splits(
                splits.training().only(chosen::contains),
                splits.validation().only(chosen::contains),
                splits.test().only(chosen::contains));
    }

    private LabelledSet readAll(ImagePresence presence) {
        if (isParquet()) {
            throw new UserException(
                    "'" + text + "': Parquet is read by msliqa evaluate alone; name the labels as csv=");
        }
        Path path = Path.of(location);
        if (!format.equals("csv")) {
            requireNoneOf(TABLE);
            return PublishedDataset.ofKey(format).read(path, presence);
        }
        Path beside = path.toAbsolutePath().getParent();
        Path images = values.containsKey("images") ? Path.of(values.get("images")) : beside;
        return CsvLabels.read(path, images, scale(), table(), presence);
    }

    private void requireNoneOf(Set<String> keys) {
        Set<String> given = new TreeSet<>(values.keySet());
        given.retainAll(keys);
        if (!given.isEmpty()) {
            throw new UserException(
                    given + " in '" + text + "' is for csv and parquet; " + format + " is read as it is distributed");
        }
    }

    /** How a table of the user's own is written, and what its columns are called. */
    TableOption table() {
        return TableOption.of(Columns.OPINIONS, values);
    }

    /**
     * What the opinions in a table of the user's own mean, by {@code min}, {@code max} and {@code better}.
     *
     * @throws UserException if it is not said
     */
    public QualityScale scale() {
        for (String needed : List.of("min", "max")) {
            if (!values.containsKey(needed)) {
                throw new UserException(
                        "'" + text + "' lacks " + needed + "=: the range of its scores is never guessed");
            }
        }
        double min = number("min", 0, -1e9, 1e9);
        double max = number("max", 0, -1e9, 1e9);
        String better = values.getOrDefault("better", "higher");
        if (min >= max || !Set.of("higher", "lower").contains(better)) {
            throw new UserException("'" + text + "': min must be below max, and better be higher or lower");
        }
        return QualityScale.of(min, max, better.equals("higher"));
    }

    /** Refuses keys that mean nothing for a table that Spark reads. */
    public void requireOnly(Set<String> keys) {
        Set<String> others = new TreeSet<>(values.keySet());
        others.removeAll(keys);
        if (!others.isEmpty()) {
            throw new UserException(
                    others + " in '" + text + "' is not for " + format + "; there are " + new TreeSet<>(keys));
        }
    }

    private LabelledSet chosen(LabelledSet set) {
        String distortions = values.get("distortions");
        if (distortions == null) {
            return set;
        }
        boolean without = distortions.startsWith("not+");
        Map<String, Boolean> met = new TreeMap<>();
        List.of((without ? distortions.substring(4) : distortions).split("\\+", -1))
                .forEach(one -> met.put(one, false));
        LabelledSet chosen = set.only(image -> without != isOneOf(image, met));
        if (met.containsValue(false)) {
            throw new UserException("No picture of '" + text + "' has distortion "
                    + met.entrySet().stream()
                            .filter(entry -> !entry.getValue())
                            .map(Map.Entry::getKey)
                            .toList() + "; name them by number (9) or name (09-jpeg-2000)");
        }
        return chosen;
    }

    private static boolean isOneOf(LabelledImage image, Map<String, Boolean> wanted) {
        boolean found = false;
        for (Map.Entry<String, Boolean> entry : wanted.entrySet()) {
            String number = image.distortion().replaceFirst("^0*(\\d+)-.*", "$1");
            if (entry.getKey().equals(image.distortion()) || entry.getKey().equals(number)) {
                entry.setValue(true);
                found = true;
            }
        }
        return found;
    }

    private double number(String key, double standard, double min, double max) {
        String value = values.get(key);
        if (value == null) {
            return standard;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new UserException(key + "=" + value + " in '" + text + "' must be a number from " + min + " to " + max);
    }
}
