package io.msliqa.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;
import java.util.Objects;

/**
 * A chart for {@code chart.mustache}.
 *
 * @param title stands above it
 * @param caption says below it how to read it; may be empty
 * @param height in pixels
 * @param option what ECharts draws: its "option" object of maps, lists, texts and numbers
 */
public record Chart(String title, String caption, int height, Map<String, Object> option) {

    // Java's small maps have another order in every process.
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    public Chart {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(caption, "caption");
        Objects.requireNonNull(option, "option");
    }

    /** The option as JSON that can stand in a script element: whatever a text holds, it cannot end the element. */
    public String json() {
        try {
            return JSON.writeValueAsString(option).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A chart's option must be maps, lists, texts and numbers", e);
        }
    }
}
