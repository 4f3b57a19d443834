package io.msliqa.spark.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object in the making, which keeps its order. */
final class ChartOption {

    private final Map<String, Object> entries = new LinkedHashMap<>();

    static ChartOption of(Object... keysAndValues) {
        ChartOption option = new ChartOption();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            option.with((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return option;
    }

    ChartOption with(String key, Object value) {
        entries.put(key, value);
        return this;
    }

    Map<String, Object> asMap() {
        return entries;
    }
}
