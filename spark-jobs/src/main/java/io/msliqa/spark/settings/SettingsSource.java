package io.msliqa.spark.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.msliqa.UserException;
import io.msliqa.spark.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers that settings come from: {@code reference.conf} below, then the files in the order given, then single
 * values from the command line.
 *
 * @param defaults {@code reference.conf}, resolved
 * @param merged all layers, resolved
 * @param written what the user wrote, layer by layer, unresolved
 */
record SettingsSource(Config defaults, Config merged, List<Config> written) {

    static final String ROOT = "msliqa";

    private static final ConfigOrigin COMMAND_LINE = ConfigOriginFactory.newSimple("--set");

    /**
     * @param files HOCON files, a later one wins
     * @param values keys (with or without the leading {@code msliqa.}) and values; they win over all files
     * @throws UserException if a file is missing or is no HOCON, or a value cannot be read
     */
    static SettingsSource load(List<Path> files, Map<String, String> values) {
        Config defaults = ConfigFactory.parseResources(SettingsSource.class.getClassLoader(), "reference.conf")
                .resolve();
        List<Config> written = new ArrayList<>();
        for (Path file : files) {
            written.add(parse(file));
        }
        written.add(commandLine(values));
        Config merged = ConfigFactory.empty();
        for (Config layer : written) {
            merged = layer.withFallback(merged);
        }
        return new SettingsSource(defaults, resolve(merged.withFallback(defaults)), List.copyOf(written));
    }

    private static Config parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException("The settings file '" + file + "' does not exist; name a file with --config FILE");
        }
        try {
            return ConfigFactory.parseFile(
                    file.toFile(),
                    ConfigParseOptions.defaults().setAllowMissing(false).setOriginDescription(null));
        } catch (ConfigException e) {
            throw new UserException("The settings file '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static Config commandLine(Map<String, String> values) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> entry : new LinkedHashMap<>(values).entrySet()) {
            String key = entry.getKey().startsWith(ROOT + ".") ? entry.getKey() : ROOT + "." + entry.getKey();
            try {
                config = config.withValue(key, value(entry.getValue()).withOrigin(COMMAND_LINE));
            } catch (ConfigException e) {
                throw new UserException(
                        "--set " + entry.getKey() + "=" + Secret.shown(key, entry.getValue()) + " cannot be read: "
                                + Secret.shown(key, String.valueOf(e.getMessage())),
                        e);
            }
        }
        return config;
    }

    /** Lists as HOCON; anything else is plain text, so that paths and addresses need no quotes. */
    private static ConfigValue value(String text) {
        if (text.startsWith("[")) {
            return ConfigFactory.parseString("v = " + text).getValue("v");
        }
        return ConfigValueFactory.fromAnyRef(text);
    }

    private static Config resolve(Config config) {
        try {
            return config.resolve();
        } catch (ConfigException e) {
            throw new UserException("The settings refer to something that is not there: " + e.getMessage(), e);
        }
    }
}
