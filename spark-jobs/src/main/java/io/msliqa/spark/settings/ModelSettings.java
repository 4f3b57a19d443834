package io.msliqa.spark.settings;

/**
 * Which model scores.
 *
 * @param path a bundle's folder, on any file system; {@link #SHIPPED} for the one that comes with the program
 */
public record ModelSettings(String path) {

    /** The model inside the jar. */
    public static final String SHIPPED = "shipped";

    public ModelSettings {
        if (path.isBlank()) {
            throw new IllegalArgumentException("path is empty; name a model's folder, or '" + SHIPPED + "'");
        }
    }

    static ModelSettings read(Section section) {
        return new ModelSettings(section.text("path"));
    }
}
