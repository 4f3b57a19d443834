package io.msliqa.quality.table;

import io.msliqa.quality.table.TableFormat.Decimal;
import io.msliqa.quality.table.TableFormat.Header;
import io.msliqa.quality.table.TableFormat.Separator;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Tells from the first row of a table how the table is written.
 *
 * @param separator makes most sense of the row
 * @param cells of the row with this separator
 * @param isHeader whether it names the columns
 */
record FirstRow(Separator separator, List<String> cells, boolean isHeader) {

    /**
     * Characters that, in a name, more likely are a separator that was not recognised: {@code a.jpg;0,5} is no picture
     * with the score 5.
     */
    private static final Pattern OTHERS = Pattern.compile("[;\\t]");

    /** @param split cuts a text's first row into cells; none if it cannot be */
    static FirstRow of(String head, TableOption option, BiFunction<String, Separator, List<String>> split) {
        Decimal decimal = option.format().decimal();
        return option.format().separator().candidates().stream()
                .map(separator -> of(separator, split.apply(head, separator), option))
                .max(Comparator.comparingInt((FirstRow row) -> row.sense(option))
                        .thenComparingInt(row -> row.cells.size())
                        .thenComparing(row -> row.separator != Separator.COMMA || decimal == Decimal.POINT)
                        .thenComparing(FirstRow::separator, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static FirstRow of(Separator separator, List<String> cells, TableOption option) {
        Header header = option.format().header();
        boolean isHeader = header == Header.YES || (header == Header.FOUND && !isPictureAndNumber(cells, option));
        return new FirstRow(separator, cells, isHeader);
    }

    /**
     * Whether the row is a picture and its number: some programs, pyiqa among them, write scores without names for the
     * columns.
     */
    private static boolean isPictureAndNumber(List<String> cells, TableOption option) {
        return option.columns().needed().size() == 2
                && cells.size() == 2
                && !cells.get(0).isBlank()
                && (option.format().separator() != Separator.FOUND
                        || !OTHERS.matcher(cells.get(0)).find())
                && !Double.isNaN(option.format().number(cells.get(1)));
    }

    private int sense(TableOption option) {
        return places(option.columns()).missing().isEmpty() ? 1 : 0;
    }

    ColumnPlaces places(Columns columns) {
        return isHeader ? ColumnPlaces.of(cells, columns) : ColumnPlaces.numbered(cells.size(), columns);
    }
}
