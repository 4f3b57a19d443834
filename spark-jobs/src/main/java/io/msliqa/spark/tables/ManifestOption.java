package io.msliqa.spark.tables;

import io.msliqa.quality.table.Columns;
import io.msliqa.quality.table.TableOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A list of pictures as a user names it: {@code FILE[,image=COLUMN,...]}.
 *
 * @param file where it lies
 * @param table how it is written, if it is a table
 */
public record ManifestOption(String file, TableOption table) {

    private static final Set<String> KEYS = TableOption.keys(Columns.PICTURES);

    /**
     * Reads what a user wrote. A comma that no known key follows belongs to the file's name.
     *
     * @throws io.msliqa.UserException if a value is none of those allowed
     */
    public static ManifestOption parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String file = text;
        for (int comma = file.lastIndexOf(','); comma > 0; comma = file.lastIndexOf(',')) {
            String[] pair = file.substring(comma + 1).split("=", 2);
            if (pair.length < 2 || !KEYS.contains(pair[0]) || pair[1].isEmpty()) {
                break;
            }
            values.putIfAbsent(pair[0], pair[1]);
            file = file.substring(0, comma);
        }
        return new ManifestOption(file, TableOption.of(Columns.PICTURES, values));
    }
}
