package io.msliqa.spark.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Finds keys that {@code reference.conf} does not know, so that a misspelt setting is a mistake and not silence.
 *
 * <p>An object that is empty in {@code reference.conf} is open: the user may name keys of their own in it.
 */
final class UnknownKeys {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private final List<String> known = new ArrayList<>();
    private final ConfigObject reference;

    UnknownKeys(Config defaults) {
        reference = defaults.root();
        collect(reference, List.of());
    }

    private void collect(ConfigObject object, List<String> parents) {
        object.forEach((name, value) -> {
            List<String> path = child(parents, name);
            known.add(ConfigUtil.joinPath(path));
            if (value instanceof ConfigObject group) {
                collect(group, path);
            }
        });
    }

    /** One sentence for each unknown key of a layer, with the nearest known one and where it was written. */
    List<String> in(Config layer) {
        List<String> problems = new ArrayList<>();
        check(layer.root(), reference, List.of(), problems);
        return problems;
    }

    private void check(ConfigObject object, ConfigObject allowed, List<String> parents, List<String> problems) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            List<String> path = child(parents, entry.getKey());
            ConfigValue value = entry.getValue();
            ConfigValue known = allowed.get(entry.getKey());
            if (known == null) {
                problems.add(unknown(path, value));
            } else if (known instanceof ConfigObject group && !group.isEmpty()) {
                if (value instanceof ConfigObject inner) {
                    check(inner, group, path, problems);
                } else if (value.valueType() != ConfigValueType.NULL) {
                    problems.add(
                            ConfigUtil.joinPath(path) + " is a group of settings, not a value " + Origins.of(value));
                }
            }
        }
    }

    private String unknown(List<String> path, ConfigValue value) {
        String key = ConfigUtil.joinPath(path);
        String hint = nearest(key).map(near -> "; did you mean " + near + "?").orElse("");
        return "There is no setting " + key + " " + Origins.of(value) + hint;
    }

    private Optional<String> nearest(String key) {
        int far = Math.max(2, key.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> DISTANCE.apply(key, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> DISTANCE.apply(key, candidate) <= far);
    }

    private static List<String> child(List<String> parents, String name) {
        List<String> path = new ArrayList<>(parents);
        path.add(name);
        return path;
    }
}
