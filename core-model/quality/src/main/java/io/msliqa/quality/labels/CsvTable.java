package io.msliqa.quality.labels;

import io.msliqa.UserException;
import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.TableOption;
import io.msliqa.quality.table.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of a label file that is a table of text. */
final class CsvTable {

    private CsvTable() {}

    /** As {@link #read(Path, TableOption, LabelChecks)}, of a table about which nothing more is said. */
    static List<RawLabel> read(Path file, Columns columns, LabelChecks checks) {
        return read(file, TableOption.usual(columns), checks);
    }

    /** Reads all rows in order, up to the first that is no row; problems of the table itself go to {@code checks}. */
    static List<RawLabel> read(Path file, TableOption option, LabelChecks checks) {
        List<RawLabel> rows = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            checks.problem("there is no label file " + file);
            return rows;
        }
        try (TextTable table = TextTable.open(Files.newInputStream(file), file.toString(), option)) {
            table.forEachRemaining(row -> rows.add(RawLabel.of(row.place(), row::text)));
        } catch (UserException e) {
            checks.problem(e.getMessage());
        } catch (IOException e) {
            checks.problem(file + " cannot be read: " + e.getMessage());
        }
        return rows;
    }
}
