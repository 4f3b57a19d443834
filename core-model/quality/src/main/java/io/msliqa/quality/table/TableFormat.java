package io.msliqa.quality.table;

import io.msliqa.UserException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds what a user says about how a table of text is written.
 *
 * @param separator between cells
 * @param decimal in numbers
 * @param header whether the first row names the columns
 */
public record TableFormat(Separator separator, Decimal decimal, Header header) implements Serializable {

    /** The separator between cells. */
    public enum Separator {
        /** Whichever makes sense of the first row. */
        FOUND(','),
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t');

        private final char character;

        Separator(char character) {
            this.character = character;
        }

        char character() {
            return character;
        }

        List<Separator> candidates() {
            return this == FOUND ? List.of(COMMA, SEMICOLON, TAB) : List.of(this);
        }
    }

    /** The character between a number's whole part and its fraction. */
    public enum Decimal {
        POINT,
        COMMA
    }

    /** Whether the first row names the columns. */
    public enum Header {
        /** It does, unless it looks like a picture and its number. */
        FOUND,
        YES,
        NO
    }

    /** The format when the user says nothing: the first row tells everything, and numbers have decimal points. */
    public static final TableFormat FOUND = new TableFormat(Separator.FOUND, Decimal.POINT, Header.FOUND);

    /** The words by which a user says it. */
    public static final Set<String> KEYS = Set.of("separator", "decimal", "header");

    /** The text for the help of a verb. */
    public static final String HELP = "separator=comma|semicolon|tab, decimal=point|comma, header=yes|no";

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /**
     * The format that these values say; keys other than {@link #KEYS} are ignored.
     *
     * @throws UserException if a value is none of those allowed
     */
    public static TableFormat of(Map<String, String> values) {
        return new TableFormat(
                chosen("separator", values, Separator.FOUND),
                chosen("decimal", values, Decimal.POINT),
                chosen("header", values, Header.FOUND));
    }

    private static <E extends Enum<E>> E chosen(String key, Map<String, String> values, E standard) {
        String value = values.get(key);
        if (value == null) {
            return standard;
        }
        List<E> allowed = Arrays.stream(standard.getDeclaringClass().getEnumConstants())
                .filter(one -> !one.name().equals("FOUND"))
                .toList();
        return allowed.stream()
                .filter(one -> one.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new UserException(key + "=" + value + " must be one of "
                        + allowed.stream()
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }

    /** The number that a cell holds; NaN if it is none. */
    public double number(String cell) {
        String text = cell.strip();
        if (decimal == Decimal.COMMA) {
            if (text.indexOf('.') >= 0) {
                return Double.NaN;
            }
            text = text.replace(',', '.');
        }
        return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
}
