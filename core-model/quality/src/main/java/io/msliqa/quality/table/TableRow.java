package io.msliqa.quality.table;

import java.util.List;

/**
 * Holds a row of a table and says where it stands.
 * @param place the file and the line that it begins on, as messages cite it
 * @param cells as they are written, without quotes
 * @param places where the fields stand
 */
public record TableRow(String place, List<String> cells, ColumnPlaces places) {

    /** The cell for a field; blank if there is none. */
    public String text(Field field) {
        return places.cell(field, cells);
    }

    /** The cell in a column of that name, upper and lower case alike; blank if there is none. */
    public String text(String column) {
        return places.cell(column, cells);
    }
}
