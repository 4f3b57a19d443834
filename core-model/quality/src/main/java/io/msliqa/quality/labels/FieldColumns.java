package io.msliqa.quality.labels;

import io.msliqa.quality.labels.CsvColumns.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** Where each field stands in the rows of a table. */
final class FieldColumns {

    private final List<String> names;
    private final CsvColumns columns;
    private final Map<Field, Integer> places = new EnumMap<>(Field.class);

    FieldColumns(List<String> cells, CsvColumns columns) {
        this.names = cells.stream()
                .map(cell -> cell.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .toList();
        this.columns = columns;
        for (Field field : Field.values()) {
            columns.candidates(field).stream()
                    .map(name -> names.indexOf(name.toLowerCase(Locale.ROOT)))
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> places.put(field, place));
        }
    }

    /** The fields that the table must have and does not. */
    List<Field> missing() {
        return List.of(Field.values()).stream()
                .filter(field -> columns.mustHave(field) && !places.containsKey(field))
                .toList();
    }

    void report(String place, LabelChecks checks) {
        missing()
                .forEach(field -> checks.problem(place + ": no column for the "
                        + field.name().toLowerCase(Locale.ROOT) + ", looked for " + columns.candidates(field) + " in "
                        + names));
    }

    /** A row; {@code cell} gives blank text for a cell that the row lacks. */
    RawLabel row(String place, IntFunction<String> cell) {
        return new RawLabel(
                place,
                at(Field.IMAGE, cell),
                at(Field.SCORE, cell),
                at(Field.DEVIATION, cell),
                at(Field.REFERENCE, cell),
                at(Field.DISTORTION, cell),
                at(Field.LEVEL, cell));
    }

    private String at(Field field, IntFunction<String> cell) {
        Integer place = places.get(field);
        return place == null ? "" : cell.apply(place);
    }
}
