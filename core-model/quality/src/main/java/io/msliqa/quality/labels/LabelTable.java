package io.msliqa.quality.labels;

import io.msliqa.quality.table.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads a table of labels in whichever form its file has. */
final class LabelTable {

    private LabelTable() {}

    /** The rows of an {@code .xlsx} sheet, or else of a CSV file. */
    static List<RawLabel> read(Path file, String sheet, Columns columns, LabelChecks checks) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".xlsx")
                ? SpreadsheetTable.read(file, sheet, columns, checks)
                : CsvTable.read(file, columns, checks);
    }
}
