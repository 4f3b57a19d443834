package io.msliqa.quality.labels;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which columns of a label table hold what, found by their names in the header, upper and lower case alike.
 *
 * <p>Without further word the usual names are tried in turn ({@link Field#usualNames}). A column that is named with
 * {@link #with} must be there.
 */
public final class CsvColumns {

    /** What a column can hold. Image and score are needed, the rest may be lacking. */
    public enum Field {
        IMAGE,
        SCORE,
        DEVIATION,
        REFERENCE,
        DISTORTION,
        LEVEL;

        /** The column names tried for this field; the first that the table has is taken. */
        public List<String> usualNames() {
            return switch (this) {
                case IMAGE ->
                    List.of(
                            "image",
                            "image_name",
                            "image name",
                            "dist_img",
                            "dist_name",
                            "filename",
                            "file_name",
                            "file");
                case SCORE -> List.of("score", "mos", "dmos");
                case DEVIATION -> List.of("deviation", "std", "sd", "dmos_std", "mos_std");
                case REFERENCE -> List.of("reference", "ref", "ref_img", "ref_name");
                case DISTORTION -> List.of("distortion", "dist_type", "dst_type");
                case LEVEL -> List.of("level", "dist_level", "dst_lev");
            };
        }

        boolean isNeeded() {
            return this == IMAGE || this == SCORE;
        }
    }

    /** Every field under its usual names. */
    public static final CsvColumns USUAL = new CsvColumns(Map.of(), Map.of());

    private final Map<Field, String> named;
    private final Map<Field, String> alternatives;

    private CsvColumns(Map<Field, String> named, Map<Field, String> alternatives) {
        this.named = named;
        this.alternatives = alternatives;
    }

    /** KADID-10k calls a standard deviation "var". */
    static final CsvColumns KADID10K = USUAL.orElse(Field.DEVIATION, "var");

    /** These columns, but with one field under exactly this name, which the table must have. */
    public CsvColumns with(Field field, String column) {
        Objects.requireNonNull(column, "column");
        Map<Field, String> changed = new EnumMap<>(Field.class);
        changed.putAll(named);
        changed.put(field, column);
        return new CsvColumns(changed, alternatives);
    }

    /** These columns, but with one more usual name for a field. */
    CsvColumns orElse(Field field, String column) {
        return new CsvColumns(named, Map.of(field, column));
    }

    /** The names to look for, in order. */
    List<String> candidates(Field field) {
        if (named.containsKey(field)) {
            return List.of(named.get(field));
        }
        Stream<String> more = Stream.ofNullable(alternatives.get(field));
        return Stream.concat(field.usualNames().stream(), more).toList();
    }

    boolean mustHave(Field field) {
        return field.isNeeded() || named.containsKey(field);
    }
}
