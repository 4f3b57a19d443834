package io.msliqa.spark.settings;

import java.util.Locale;

/**
 * By what pictures are grouped.
 *
 * @param kind see there
 * @param column of the manifest; empty for other kinds
 */
public record GroupBy(Kind kind, String column) {

    /** What makes a group. */
    public enum Kind {
        /** The folder below the input. */
        FOLDER,
        /** What stands in the file's name before the first digit, dot, hyphen or underscore. */
        PREFIX,
        /** JPEG, PNG, ... */
        FORMAT,
        /** Megapixels, in classes. */
        SIZE,
        /** The camera that a picture was taken with, as its EXIF says: maker and model. */
        CAMERA,
        /** The lens. */
        LENS,
        /** The month it was taken in. */
        TAKEN,
        /** How the camera was held: EXIF's orientation as it was found. */
        ORIENTATION,
        /** What most likely spoils the picture, where the score table knows it. */
        CAUSE,
        /** What a column of the manifest says. */
        COLUMN
    }

    private static final String COLUMN = "column:";

    /**
     * Reads {@code folder}, {@code prefix}, {@code format}, {@code size}, {@code camera}, {@code lens}, {@code taken},
     * {@code orientation}, {@code cause} or {@code column:NAME}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public static GroupBy parse(String text) {
        if (text.startsWith(COLUMN) && text.length() > COLUMN.length()) {
            return new GroupBy(Kind.COLUMN, text.substring(COLUMN.length()));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.COLUMN && kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return new GroupBy(kind, "");
            }
        }
        throw new IllegalArgumentException("group-by has '" + text
                + "'; it knows folder, prefix, format, size, camera, lens, taken, orientation, cause and column:NAME");
    }

    /** What reports, and the settings of groups, call it. */
    public String title() {
        return kind == Kind.COLUMN ? column : kind.name().toLowerCase(Locale.ROOT);
    }
}
