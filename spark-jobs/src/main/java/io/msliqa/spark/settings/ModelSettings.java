package io.msliqa.spark.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Which models score.
 *
 * @param path a model's folder, on any file system; {@link #SHIPPED} for the one that comes with the program
 * @param more further models that score the same pictures, each decoded once
 */
public record ModelSettings(String path, List<String> more) {

    /** The model inside the jar. */
    public static final String SHIPPED = "shipped";

    /** A task knows by the bits of a number which models a picture is for. */
    private static final int MOST = 60;

    public ModelSettings {
        more = List.copyOf(more);
        if (path.isBlank() || more.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("path is empty; name a model's folder, or '" + SHIPPED + "'");
        }
        if (more.size() >= MOST) {
            throw new IllegalArgumentException("more names " + more.size() + " models; " + (MOST - 1) + " are allowed");
        }
    }

    static ModelSettings read(Section section) {
        return new ModelSettings(section.text("path"), section.texts("more"));
    }

    /** All of them, the first one first. */
    public List<String> paths() {
        List<String> all = new ArrayList<>(List.of(path));
        all.addAll(more);
        return all;
    }
}
