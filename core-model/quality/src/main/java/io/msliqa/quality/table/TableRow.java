package io.msliqa.quality.table;

import java.util.List;

/**
 * A row of a table.
 *
 * @param place the file and the line that it begins on, as messages cite it
 * @param cells as they are written, without quotes
 * @param places where the fields stand
 */
public record TableRow(String place, List<String> cells, ColumnPlaces places) {

    /** What it holds for a field; blank for nothing. */
    public String text(Field field) {
        return places.cell(field, cells);
    }

    /** What it holds in a column of that name, upper and lower case alike; blank for nothing. */
    public String text(String column) {
        return places.cell(column, cells);
    }
}
