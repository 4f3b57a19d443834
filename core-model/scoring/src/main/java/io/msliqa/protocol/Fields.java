package io.msliqa.protocol;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One group of a protocol, read value by value. What is wrong is noted with its line, and something harmless stands in for
 * it, so that one reading finds all mistakes.
 */
final class Fields {

    private final ConfigObject object;
    private final String what;
    private final List<String> problems;
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * A group.
     *
     * @param what names it in messages
     * @param problems grows
     */
    Fields(ConfigObject object, String what, List<String> problems) {
        this.object = object;
        this.what = what;
        this.problems = problems;
    }

    /** Notes a mistake of the whole group. */
    void problem(String sentence) {
        problem(object, sentence);
    }

    /** Notes a mistake of a value of it. */
    void problemOf(String key, String sentence) {
        ConfigValue value = object.get(key);
        problem(value == null ? object : value, sentence);
    }

    private void problem(ConfigValue where, String sentence) {
        problems.add(place(where) + what + ": " + sentence);
    }

    private static String place(ConfigValue value) {
        int line = value.origin().lineNumber();
        return line < 1 ? "" : "line " + line + ": ";
    }

    /** Whether it says something of the key. */
    boolean has(String key) {
        known.add(key);
        ConfigValue value = object.get(key);
        return value != null && value.valueType() != ConfigValueType.NULL;
    }

    /** A text; a number is one too. */
    String text(String key, String otherwise) {
        return value(key, "a text", Fields::textOf).orElse(otherwise);
    }

    /** A text that must be there. */
    String text(String key) {
        return required(key, text(key, ""), "");
    }

    private <T> T required(String key, T value, T stands) {
        if (!has(key)) {
            problem("'" + key + "' is missing");
            return stands;
        }
        return value;
    }

    /** Yes or no. */
    boolean flag(String key, boolean otherwise) {
        return value(key, "true or false", Fields::flagOf).orElse(otherwise);
    }

    /** A number. */
    double number(String key, double otherwise) {
        return value(key, "a number", Fields::numberOf).orElse(otherwise);
    }

    /** A number that must be there. */
    double number(String key) {
        return required(key, number(key, 1), 1.0);
    }

    /** A whole number. */
    long whole(String key, long otherwise) {
        return value(key, "a whole number", Fields::wholeOf).orElse(otherwise);
    }

    /** A whole number that fits into 31 bits. */
    int integer(String key, int otherwise) {
        return value(key, "a whole number", found -> wholeOf(found).map(Math::toIntExact))
                .orElse(otherwise);
    }

    /** A whole number that must be there. */
    int integer(String key) {
        return required(key, integer(key, 1), 1);
    }

    /** Numbers, or one of them. */
    List<Double> numbers(String key, List<Double> otherwise) {
        return list(key, "numbers", Fields::numberOf).orElse(otherwise);
    }

    /** Whole numbers, or one of them. */
    List<Integer> integers(String key, List<Integer> otherwise) {
        return list(key, "whole numbers", found -> wholeOf(found).map(Math::toIntExact))
                .orElse(otherwise);
    }

    /** Texts, or one of them. */
    List<String> texts(String key, List<String> otherwise) {
        return list(key, "texts", Fields::textOf).orElse(otherwise);
    }

    /** One of an enum's names, in small letters with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return value(key, "one of " + names(type), found -> choiceOf(found, type))
                .orElse(otherwise);
    }

    /** Some of an enum's names, or one. */
    <E extends Enum<E>> List<E> choices(String key, Class<E> type, List<E> otherwise) {
        return list(key, "some of " + names(type), found -> choiceOf(found, type))
                .orElse(otherwise);
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Fields::nameOf).collect(Collectors.joining(", "));
    }

    private static String nameOf(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> Optional<E> choiceOf(ConfigValue value, Class<E> type) {
        return textOf(value).flatMap(text -> Arrays.stream(type.getEnumConstants())
                .filter(choice -> nameOf(choice).equals(text))
                .findFirst());
    }

    /** A group within it; an empty one where there is none. */
    Fields group(String key, String name) {
        known.add(key);
        ConfigValue value = object.get(key);
        if (value instanceof ConfigObject inner) {
            return new Fields(inner, name, problems);
        }
        if (value != null) {
            problem(value, "'" + key + "' is a group { ... }");
        }
        return new Fields(com.typesafe.config.ConfigFactory.empty().root(), name, problems);
    }

    /** The keys of a group whose keys are the user's own. */
    List<String> keys() {
        known.addAll(object.keySet());
        return object.entrySet().stream()
                .sorted(java.util.Comparator.comparingInt((java.util.Map.Entry<String, ConfigValue> entry) ->
                        entry.getValue().origin().lineNumber()))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** The groups of a list. */
    List<Fields> groups(String key, Function<Integer, String> name) {
        known.add(key);
        List<Fields> groups = new ArrayList<>();
        ConfigValue value = object.get(key);
        if (value instanceof ConfigList list) {
            for (ConfigValue each : list) {
                if (each instanceof ConfigObject inner) {
                    groups.add(new Fields(inner, name.apply(groups.size() + 1), problems));
                } else {
                    problem(each, "'" + key + "' is a list of groups { ... }, not of " + shown(each));
                }
            }
        } else if (value != null) {
            problem(value, "'" + key + "' is a list of groups [ { ... } ]");
        }
        return groups;
    }

    /** Whether a value is a text rather than a group. */
    boolean isText(String key) {
        return object.get(key) != null && !(object.get(key) instanceof ConfigObject);
    }

    /** Makes a record, or notes why the values are refused together. */
    <T> Optional<T> make(java.util.function.Supplier<T> record) {
        int before = problems.size();
        try {
            T made = record.get();
            end();
            return problems.size() == before ? Optional.of(made) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            end();
            if (problems.size() == before) {
                problem(String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }
    }

    /** Notes the keys that nobody has asked for. */
    void end() {
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                problem(
                        object.get(key),
                        "there is no '" + ConfigUtil.quoteString(key).replace("\"", "") + "' here; known are "
                                + String.join(", ", known));
            }
        }
    }

    private <T> Optional<T> value(String key, String allowed, Function<ConfigValue, Optional<T>> read) {
        known.add(key);
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            return Optional.empty();
        }
        Optional<T> found = tried(value, read);
        if (found.isEmpty()) {
            problem(value, "'" + key + "' is " + shown(value) + "; it must be " + allowed);
        }
        return found;
    }

    private <T> Optional<List<T>> list(String key, String allowed, Function<ConfigValue, Optional<T>> read) {
        return value(key, allowed, value -> {
            List<ConfigValue> all = value instanceof ConfigList list ? List.copyOf(list) : List.of(value);
            List<T> read1 = new ArrayList<>();
            for (ConfigValue each : all) {
                tried(each, read).ifPresent(read1::add);
            }
            return read1.size() == all.size() ? Optional.of(read1) : Optional.empty();
        });
    }

    private static <T> Optional<T> tried(ConfigValue value, Function<ConfigValue, Optional<T>> read) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> textOf(ConfigValue value) {
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN -> Optional.of(value.unwrapped().toString());
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> flagOf(ConfigValue value) {
        return textOf(value)
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    private static Optional<Double> numberOf(ConfigValue value) {
        return textOf(value).map(Double::valueOf).filter(Double::isFinite);
    }

    private static Optional<Long> wholeOf(ConfigValue value) {
        return numberOf(value)
                .filter(number -> number == Math.rint(number) && Math.abs(number) < 1L << 53)
                .map(Double::longValue);
    }

    private static String shown(ConfigValue value) {
        String text = value.render(com.typesafe.config.ConfigRenderOptions.concise());
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
