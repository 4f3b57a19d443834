package io.msliqa.spark.cli;

import io.msliqa.UserException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What models that the user named by their folders are called: by as many parts of their paths as tell them apart. */
final class ModelNames {

    private static final int MOST = 20;

    private ModelNames() {}

    /**
     * A name each, in order.
     *
     * @param models folders, or {@code NAME=FOLDER}
     * @throws UserException if two are the same, before any of them has scored for hours
     */
    static List<String> of(List<String> models) {
        for (int parts = 1; parts < MOST; parts++) {
            List<String> names = new ArrayList<>();
            for (String model : models) {
                names.add(model.contains("=") ? model.substring(0, model.indexOf('=')) : last(parts, model));
            }
            if (new HashSet<>(names).size() == names.size()) {
                return names;
            }
        }
        throw new UserException("Two of the models are called the same (" + String.join(", ", models)
                + "); tell them apart with --model NAME=DIR");
    }

    private static String last(int parts, String path) {
        List<String> all = List.of(path.replaceFirst("/+$", "").split("/", -1));
        return String.join(" ", all.subList(Math.max(0, all.size() - parts), all.size()));
    }
}
