package io.msliqa.quality.table;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Says where each field stands in the rows of a table. */
public final class ColumnPlaces {

    private final List<String> header;
    private final List<String> folded;
    private final Columns columns;
    private final Map<Field, Integer> places = new EnumMap<>(Field.class);

    private ColumnPlaces(List<String> header, Columns columns) {
        this.header = List.copyOf(header);
        this.folded = header.stream().map(ColumnPlaces::folded).toList();
        this.columns = columns;
        for (Field field : columns.fields()) {
            columns.candidates(field).stream()
                    .map(name -> folded.indexOf(folded(name)))
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> places.put(field, place));
        }
    }

    /** The places by the names in a header. */
    public static ColumnPlaces of(List<String> header, Columns columns) {
        return new ColumnPlaces(header, columns);
    }

    /**
     * The places in a table without a header: columns are called by their numbers from 1, and the needed ones stand in
     * their order.
     */
    static ColumnPlaces numbered(int cells, Columns columns) {
        Columns numbered = columns;
        for (int i = 0; i < columns.needed().size(); i++) {
            Field field = columns.needed().get(i);
            if (!columns.named().containsKey(field)) {
                numbered = numbered.with(field, Integer.toString(i + 1));
            }
        }
        return new ColumnPlaces(
                IntStream.rangeClosed(1, cells).mapToObj(Integer::toString).toList(), numbered);
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The columns' names as they are written. */
    public List<String> header() {
        return header;
    }

    boolean has(Field field) {
        return places.containsKey(field);
    }

    /** The fields that the table must have and does not. */
    public List<Field> missing() {
        return columns.fields().stream()
                .filter(field -> columns.mustHave(field) && !has(field))
                .toList();
    }

    /** Says in words which fields are missing or stand there twice. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        missing()
                .forEach(field -> problems.add("no column for the " + field.key() + ", looked for "
                        + columns.candidates(field) + " in " + header));
        places.forEach((field, place) -> {
            if (folded.lastIndexOf(folded.get(place)) != place) {
                problems.add("two columns for the " + field.key() + " are called '" + header.get(place) + "'");
            }
        });
        return problems;
    }

    /** The cell of a row for a field; blank where the table has no such column, or the row is too short. */
    public String cell(Field field, List<String> cells) {
        return at(places.getOrDefault(field, -1), cells);
    }

    /** The cell of a row in a column of any name, upper and lower case alike. */
    String cell(String column, List<String> cells) {
        return at(folded.indexOf(folded(column)), cells);
    }

    /** Whether there is a column of that name, upper and lower case alike. */
    public boolean has(String column) {
        return folded.contains(folded(column));
    }

    private static String at(int place, List<String> cells) {
        return place >= 0 && place < cells.size() ? cells.get(place) : "";
    }
}
