package io.msliqa.quality.table;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which columns a table is read for, and what they are called: by the usual names of each field, upper and lower case
 * alike, or by the name that a user gives, which must be there.
 *
 * @param needed fields without which a table is of no use
 * @param optional fields that may be lacking
 * @param named columns that a user named
 * @param more one more usual name for a field
 */
public record Columns(List<Field> needed, List<Field> optional, Map<Field, String> named, Map<Field, String> more)
        implements Serializable {

    /** Of a list of pictures. */
    public static final Columns PICTURES =
            new Columns(List.of(Field.IMAGE), List.of(Field.BYTES, Field.MODIFIED, Field.ETAG), Map.of(), Map.of());

    /** Of a model's scores. */
    public static final Columns SCORES = new Columns(List.of(Field.IMAGE, Field.SCORE), List.of(), Map.of(), Map.of());

    /** Of people's opinions. */
    public static final Columns OPINIONS = new Columns(
            List.of(Field.IMAGE, Field.OPINION),
            List.of(
                    Field.DEVIATION,
                    Field.REFERENCE,
                    Field.DISTORTION,
                    Field.LEVEL,
                    Field.VOTES,
                    Field.CAUSE,
                    Field.GREY),
            Map.of(),
            Map.of());

    public Columns {
        needed = List.copyOf(needed);
        optional = List.copyOf(optional);
        named = Map.copyOf(named);
        more = Map.copyOf(more);
    }

    /** All fields that are read. */
    public List<Field> fields() {
        return Stream.concat(needed.stream(), optional.stream()).toList();
    }

    /** The words by which a user names a column: {@link Field#key}. */
    public Set<String> keys() {
        return new TreeSet<>(fields().stream().map(Field::key).toList());
    }

    /** These columns, but with one field under exactly this name, which the table must have. */
    public Columns with(Field field, String column) {
        return new Columns(needed, optional, and(named, field, column), more);
    }

    /** These columns, but with one more usual name for a field. */
    public Columns orElse(Field field, String column) {
        return new Columns(needed, optional, named, and(more, field, column));
    }

    private static Map<Field, String> and(Map<Field, String> map, Field field, String column) {
        Map<Field, String> changed = new LinkedHashMap<>(map);
        changed.put(field, Objects.requireNonNull(column, "column"));
        return changed;
    }

    /** The names to look for, in order. */
    public List<String> candidates(Field field) {
        if (named.containsKey(field)) {
            return List.of(named.get(field));
        }
        return Stream.concat(field.usualNames().stream(), Stream.ofNullable(more.get(field)))
                .toList();
    }

    boolean mustHave(Field field) {
        return needed.contains(field) || named.containsKey(field);
    }
}
