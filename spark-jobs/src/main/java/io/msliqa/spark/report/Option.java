package io.msliqa.spark.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object in the making, which keeps its order. */
final class Option {

    private final Map<String, Object> entries = new LinkedHashMap<>();

    static Option of(Object... keysAndValues) {
        Option option = new Option();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            option.with((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return option;
    }

    Option with(String key, Object value) {
        entries.put(key, value);
        return this;
    }

    Map<String, Object> asMap() {
        return entries;
    }
}
