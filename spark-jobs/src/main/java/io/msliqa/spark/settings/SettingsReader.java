package io.msliqa.spark.settings;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the sections of the settings into records, collecting every problem before any is thrown. */
final class SettingsReader {

    private final SettingsSource source;
    private final List<String> problems = new ArrayList<>();

    SettingsReader(List<Path> files, Map<String, String> values) {
        source = SettingsSource.load(files, values);
        UnknownKeys unknown = new UnknownKeys(source.defaults());
        for (Config layer : source.written()) {
            problems.addAll(unknown.in(layer));
        }
    }

    /** What {@code read} makes of the section; empty (and noted) if its record refuses the values together. */
    <T> Optional<T> section(String name, Function<Section, T> read) {
        String path = SettingsSource.ROOT + "." + name;
        int before = problems.size();
        try {
            return Optional.of(read.apply(new Section(path, source.merged(), source.defaults(), problems)));
        } catch (IllegalArgumentException e) {
            if (problems.size() == before) {
                problems.add(path + ": " + e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** @throws SettingsException if anything read so far was wrong, or a key is unknown */
    void requireNoProblems() {
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }
}
