package io.msliqa.quality.labels;

import io.msliqa.quality.table.ColumnPlaces;
import io.msliqa.quality.table.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Reads the rows of a sheet of an {@code .xlsx} file; the header is the first row that has the needed columns. */
final class SpreadsheetTable {

    private SpreadsheetTable() {}

    /**
     * Reads all rows below the header, in order; problems of the table itself go to {@code checks}.
     *
     * @param sheet the sheet's name; where there is none of that name, the first is read
     */
    static List<RawLabel> read(Path file, String sheet, Columns columns, LabelChecks checks) {
        if (!Files.isRegularFile(file)) {
            checks.problem("there is no label file " + file);
            return List.of();
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile())) {
            Sheet found = workbook.findSheet(sheet).orElseGet(workbook::getFirstSheet);
            return rows(file, found.read(), columns, checks);
        } catch (IOException | ExcelReaderException e) {
            checks.problem(file + " cannot be read as a spreadsheet: " + e.getMessage());
            return List.of();
        }
    }

    private static List<RawLabel> rows(Path file, List<Row> sheet, Columns columns, LabelChecks checks) {
        List<RawLabel> rows = new ArrayList<>();
        Optional<ColumnPlaces> header = Optional.empty();
        for (Row row : sheet) {
            if (header.isPresent()) {
                ColumnPlaces places = header.get();
                List<String> cells = cells(row);
                RawLabel label = RawLabel.of(file + ":" + row.getRowNum(), field -> places.cell(field, cells));
                if (!label.image().isBlank() || !label.opinion().isBlank()) {
                    rows.add(label);
                }
            } else {
                header = Optional.of(ColumnPlaces.of(cells(row), columns))
                        .filter(candidate -> candidate.missing().isEmpty());
            }
        }
        if (header.isEmpty()) {
            checks.problem(file + ": no row of its sheet names the columns of image and opinion");
        }
        return rows;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            cells.add(text(row, i));
        }
        return cells;
    }

    private static String text(Row row, int cell) {
        return cell < row.getCellCount()
                ? row.getOptionalCell(cell)
                        .map(found -> found.getText().strip())
                        .orElse("")
                : "";
    }
}
