package io.msliqa.spark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Numbers in rows and columns, coloured by their size, for {@code heat.mustache}: a table that stays a table for readers,
 * printers and copying.
 *
 * @param title stands above it
 * @param corner what rows and columns are
 * @param columns the columns' names
 * @param rows the rows
 */
public record HeatTable(String title, String corner, List<String> columns, List<Row> rows) {

    /** A name and a cell for each column. */
    public record Row(String name, List<Cell> cells) {}

    /** A number as text, what to say on pointing at it, and its colours as CSS. */
    public record Cell(String text, String hint, String style) {}

    /** One number; NaN leaves the cell empty. */
    public record Value(double number, String hint) {}

    /**
     * Colours numbers from {@code low} (pale) to {@code high} (dark).
     *
     * @param values a list for each row, a value for each column
     */
    public static HeatTable of(
            String title,
            String corner,
            List<String> columns,
            List<String> names,
            List<List<Value>> values,
            double low,
            double high) {
        return table(title, corner, columns, names, values, value -> {
            double share = Math.max(0, Math.min(1, (value.number() - low) / (high - low)));
            return new Cell(text("%.2f", value), value.hint(), style(212, share));
        });
    }

    /**
     * Colours numbers by their distance from zero: above it red, below it blue, darkest from {@code span} on.
     *
     * @param values a list for each row, a value for each column
     */
    public static HeatTable diverging(
            String title,
            String corner,
            List<String> columns,
            List<String> names,
            List<List<Value>> values,
            double span) {
        return table(title, corner, columns, names, values, value -> {
            double share = Math.min(1, Math.abs(value.number()) / span);
            return new Cell(text("%+.2f", value), value.hint(), style(value.number() > 0 ? 12 : 212, share));
        });
    }

    private static HeatTable table(
            String title,
            String corner,
            List<String> columns,
            List<String> names,
            List<List<Value>> values,
            Function<Value, Cell> colour) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<Cell> cells = values.get(i).stream()
                    .map(value ->
                            Double.isFinite(value.number()) ? colour.apply(value) : new Cell("–", value.hint(), ""))
                    .toList();
            rows.add(new Row(names.get(i), cells));
        }
        return new HeatTable(title, corner, columns, rows);
    }

    private static String text(String format, Value value) {
        // What rounds to zero is neither above it nor below.
        double shown = Math.abs(value.number()) < 0.005 ? 0 : value.number();
        return String.format(Locale.ROOT, format, shown);
    }

    private static String style(int hue, double share) {
        return String.format(
                Locale.ROOT,
                "background:hsl(%d 60%% %.0f%%);color:%s",
                hue,
                97 - 50 * share,
                share > 0.6 ? "#fff" : "#1b2733");
    }
}
