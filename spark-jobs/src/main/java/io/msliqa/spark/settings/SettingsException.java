package io.msliqa.spark.settings;

import io.msliqa.UserException;
import java.util.List;

/** All that is wrong with the settings of a run, at once. */
public final class SettingsException extends UserException {

    private final transient List<String> problems;

    SettingsException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence a mistake, each with the key, its value, what is allowed and where it was set. */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        if (problems.size() == 1) {
            return problems.get(0);
        }
        return problems.size() + " settings are wrong:\n  - " + String.join("\n  - ", problems);
    }
}
