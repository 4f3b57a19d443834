package io.msliqa.spark.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.spark.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One group of settings under {@code msliqa.}, read value by value.
 *
 * <p>A value that is of another type or out of range does not throw: it is noted, and the default stands in for it, so
 * that one run reports all mistakes. The caller of the whole ({@link SettingsReader}) throws in the end.
 */
public final class Section {

    private final String path;
    private final Config merged;
    private final Config defaults;
    private final List<String> problems;

    Section(String path, Config merged, Config defaults, List<String> problems) {
        this.path = path;
        this.merged = merged;
        this.defaults = defaults;
        this.problems = problems;
    }

    /** A group within this one. */
    public Section section(String name) {
        return new Section(path + "." + name, merged, defaults, problems);
    }

    /** A text, as it is; may be empty. */
    public String text(String key) {
        return value(key, "a text", Config::getString);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key) {
        return value(key, "true or false", Config::getBoolean);
    }

    /** A whole number within the range, ends included. */
    public int integer(String key, int min, int max) {
        String allowed = "a whole number from " + min + " to " + max;
        return value(key, allowed, (config, full) -> Math.toIntExact(whole(config.getDouble(full), min, max)));
    }

    /** A number within the range, ends included. */
    public double number(String key, double min, double max) {
        String allowed = "a number from " + plain(min) + " to " + plain(max);
        return value(key, allowed, (config, full) -> within(config.getDouble(full), min, max));
    }

    /** A size in memory or on disk, such as {@code 64 MiB} or a plain number of bytes. */
    public long bytes(String key, long min, long max) {
        String allowed = "a size such as 64 MiB, from " + min + " to " + max + " bytes";
        return value(key, allowed, (config, full) -> {
            long size = config.getBytes(full);
            require(size >= min && size <= max);
            return size;
        });
    }

    /** A time span such as {@code 30s} or {@code 5m}. */
    public Duration duration(String key, Duration min, Duration max) {
        String allowed = "a time such as 30s or 5m, from " + min.toMillis() + "ms to " + max.toSeconds() + "s";
        return value(key, allowed, (config, full) -> {
            Duration time = config.getDuration(full);
            require(time.compareTo(min) >= 0 && time.compareTo(max) <= 0);
            return time;
        });
    }

    /** One of an enum's constants, written in lower case with hyphens: {@code SMALL_IMAGE} as {@code small-image}. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        return value(key, "one of " + names(type), (config, full) -> constant(config.getString(full), type));
    }

    /** A list of an enum's constants, at least one. */
    public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
        return list(key, "a list of " + names(type), Config::getStringList, text -> constant(text, type));
    }

    /** A list of multiples of a number from that number on, at least one. */
    public List<Integer> multiples(String key, int of, int max) {
        String allowed = "a list of multiples of " + of + " from " + of + " to " + max + ", such as [" + of + "]";
        return list(key, allowed, Config::getDoubleList, number -> {
            int multiple = Math.toIntExact(whole(number, of, max));
            require(multiple % of == 0);
            return multiple;
        });
    }

    /** A list of numbers within the range, at least one. */
    public List<Double> numbers(String key, double min, double max) {
        String allowed = "a list of numbers from " + plain(min) + " to " + plain(max);
        return list(key, allowed, Config::getDoubleList, number -> within(number, min, max));
    }

    /** A list of zoom levels, at least one. */
    public List<ZoomLevel> zoomLevels(String key) {
        String allowed =
                "a list of zoom levels, such as [whole, crop-224, resize-256, resize-768/crop-384, resize-224x224, zoom-200/crop-384]";
        return list(key, allowed, Config::getStringList, ZoomLevel::parse);
    }

    /** What a text says; {@code read} throws {@link IllegalArgumentException} where it says nothing. */
    public <T> T parsed(String key, String allowed, Function<String, T> read) {
        return value(key, allowed, (config, full) -> read.apply(config.getString(full)));
    }

    /** What each text of a list says; may be empty. */
    public <T> List<T> parsedTexts(String key, String allowed, Function<String, T> read) {
        return value(key, allowed, (config, full) -> config.getStringList(full).stream()
                .map(read)
                .toList());
    }

    /** A list of texts; may be empty. */
    public List<String> texts(String key) {
        return value(key, "a list of texts, such as [\"a\", \"b\"]", (c, full) -> List.copyOf(c.getStringList(full)));
    }

    /**
     * Overrides of this section, each under a name that the user chooses: {@code groups { "scans/" { floor = 40 } }}.
     *
     * <p>What an override does not name keeps this section's value. The group itself must be empty in
     * {@code reference.conf}, which leaves its names unchecked; the keys below a name must be keys of this section.
     */
    public <T> Map<String, T> overrides(String key, Function<Section, T> read) {
        Map<String, T> values = new TreeMap<>();
        String full = path + "." + key;
        if (!(merged.getValue(full) instanceof ConfigObject group)) {
            problems.add(full + " = " + written(full) + " is not allowed: it must be a group of named overrides");
            return values;
        }
        UnknownKeys unknown = new UnknownKeys(defaults.getConfig(path));
        group.forEach((name, value) -> {
            String place = full + "." + ConfigUtil.joinPath(name);
            if (value instanceof ConfigObject override) {
                unknown.in(override.toConfig()).forEach(problem -> problems.add(place + ": " + problem));
                Config all = merged.withValue(place, override.withFallback(merged.getValue(path)));
                Config fallback = defaults.withValue(place, defaults.getValue(path));
                values.put(name, read.apply(new Section(place, all, fallback, problems)));
            } else {
                problems.add(place + " = " + written(place) + " is not allowed: it must be a group of settings");
            }
        });
        return values;
    }

    private <A, B> List<B> list(String key, String allowed, Reading<List<A>> read, Function<A, B> each) {
        return value(key, allowed, (config, full) -> {
            List<B> values = read.apply(config, full).stream().map(each).toList();
            require(!values.isEmpty());
            return values;
        });
    }

    private <T> T value(String key, String allowed, Reading<T> reading) {
        String full = path + "." + key;
        try {
            return reading.apply(merged, full);
        } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
            problems.add(full + " = " + written(full) + " is not allowed: it must be " + allowed);
        }
        return reading.apply(defaults, full);
    }

    private String written(String full) {
        List<String> names = ConfigUtil.splitPath(full);
        ConfigValue value = merged.root();
        for (String name : names) {
            ConfigValue inner = value instanceof ConfigObject object ? object.get(name) : null;
            if (inner == null) {
                return "(nothing)";
            }
            value = inner;
        }
        String text = value.valueType() == ConfigValueType.STRING
                ? String.valueOf(value.unwrapped())
                : value.render(ConfigRenderOptions.concise());
        return Secret.shown(full, text) + " " + Origins.of(value);
    }

    private static long whole(double number, long min, long max) {
        require(number == Math.rint(number) && number >= min && number <= max);
        return (long) number;
    }

    private static double within(double number, double min, double max) {
        require(number >= min && number <= max);
        return number;
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("out of range");
        }
    }

    private static <E extends Enum<E>> E constant(String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Section::name).collect(Collectors.joining(", "));
    }

    /** An enum constant as it is written in the settings. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    private interface Reading<T> {
        T apply(Config config, String path);
    }
}
