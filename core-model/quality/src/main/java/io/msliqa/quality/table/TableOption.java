package io.msliqa.quality.table;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what a user says about a table: how it is written and how its columns are called.
 *
 * @param format how it is written
 * @param columns those to read
 */
public record TableOption(TableFormat format, Columns columns) implements Serializable {

    /** Says nothing more than which columns are wanted. */
    public static TableOption usual(Columns columns) {
        return new TableOption(TableFormat.FOUND, columns);
    }

    /**
     * The option that these values say; keys other than {@link #keys} are ignored.
     *
     * @throws io.msliqa.UserException if a value is none of those allowed
     */
    public static TableOption of(Columns columns, Map<String, String> values) {
        Columns named = columns;
        for (Field field : columns.fields()) {
            if (values.containsKey(field.key())) {
                named = named.with(field, values.get(field.key()));
            }
        }
        return new TableOption(TableFormat.of(values), named);
    }

    /** The words that a user may say of such a table. */
    public static Set<String> keys(Columns columns) {
        Set<String> keys = new TreeSet<>(columns.keys());
        keys.addAll(TableFormat.KEYS);
        return keys;
    }

    /** Says which tables the reader understands, for messages about one that it does not. */
    public String accepted() {
        StringBuilder names = new StringBuilder();
        for (Field field : columns.fields()) {
            names.append(names.isEmpty() ? "" : ",").append(field.key()).append("=COLUMN");
        }
        return "A table is UTF-8 text, gzipped or not, with commas, semicolons or tabs between its cells and quotes round"
                + " those that hold one, and a header in upper or lower case. What is not found is said behind the file's name: "
                + names + " for other column names, " + TableFormat.HELP
                + "; columns without a header are called 1, 2 and so on";
    }
}
