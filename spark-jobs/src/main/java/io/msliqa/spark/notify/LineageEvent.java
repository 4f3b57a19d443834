package io.msliqa.spark.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.msliqa.spark.rows.Check;
import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes a night as an OpenLineage event (spec 2-0-2): the run of the nightly job, and its checks as {@code
 * dataQualityAssertions} of the pictures that it read.
 */
final class LineageEvent {

    private static final String PRODUCER = "https://github.com/msliqa/msliqa-on-spark";
    private static final String SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
    private static final String FACETS = "https://openlineage.io/spec/facets/";
    private static final Set<Check> OF_SCORES = Set.of(
            Check.LEVEL, Check.QUANTILE, Check.PSI, Check.WASSERSTEIN, Check.FLOOR, Check.SLIDE, Check.AGREEMENT);

    private final NightRow night;
    private final String namespace;

    LineageEvent(NightRow night, String namespace) {
        this.night = night;
        this.namespace = namespace;
    }

    byte[] bytes() {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", night.verdict().outcome() == Outcome.BROKEN ? "FAIL" : "COMPLETE");
        event.put("eventTime", night.verdict().judgedAt().toString());
        String name = namespace + "/" + night.night() + "/" + night.verdict().revision();
        event.put(
                "run",
                Map.of(
                        "runId",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString()));
        event.put("job", Map.of("namespace", namespace, "name", "msliqa.nightly"));
        event.put("inputs", night.share().inputs().stream().map(this::input).toList());
        event.put("outputs", List.of());
        event.put("producer", PRODUCER);
        event.put("schemaURL", SPEC);
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not to be written as JSON: " + night.night(), e);
        }
    }

    private Map<String, Object> input(String place) {
        Map<String, Object> facets = new LinkedHashMap<>();
        Map<String, Object> metrics =
                facet("1-0-3/DataQualityMetricsInputDatasetFacet.json#/$defs/" + "DataQualityMetricsInputDatasetFacet");
        metrics.put("rowCount", night.counts().pictures());
        metrics.put("columnMetrics", columns());
        facets.put("dataQualityMetrics", metrics);
        Map<String, Object> assertions =
                facet("1-1-0/DataQualityAssertionsDatasetFacet.json#/$defs/" + "DataQualityAssertionsDatasetFacet");
        assertions.put(
                "assertions",
                night.checks().stream().map(LineageEvent::assertion).toList());
        facets.put("dataQualityAssertions", assertions);
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("namespace", namespace);
        input.put("name", place);
        input.put("inputFacets", facets);
        return input;
    }

    private static Map<String, Object> facet(String schema) {
        Map<String, Object> facet = new LinkedHashMap<>();
        facet.put("_producer", PRODUCER);
        facet.put("_schemaURL", FACETS + schema);
        return facet;
    }

    private Map<String, Object> columns() {
        Map<String, Object> score = new LinkedHashMap<>();
        score.put("count", night.counts().scored());
        score.put("nullCount", night.counts().failed());
        if (Double.isFinite(night.counts().p50())) {
            Map<String, Object> quantiles = new LinkedHashMap<>();
            quantiles.put(
                    "0.1", night.stack().scale().scoreOfPoints(night.counts().p10()));
            quantiles.put(
                    "0.5", night.stack().scale().scoreOfPoints(night.counts().p50()));
            quantiles.put(
                    "0.9", night.stack().scale().scoreOfPoints(night.counts().p90()));
            score.put("quantiles", quantiles);
        }
        return Map.of("score", score);
    }

    private static Map<String, Object> assertion(CheckRow check) {
        Map<String, Object> assertion = new LinkedHashMap<>();
        assertion.put("assertion", check.check().name().toLowerCase(Locale.ROOT));
        // What could not be judged has not succeeded.
        assertion.put("success", check.outcome() == Outcome.PASS || check.outcome() == Outcome.NOTED);
        if (OF_SCORES.contains(check.check())) {
            assertion.put("column", "score");
        }
        assertion.put(
                "severity",
                switch (check.severity()) {
                    case CRITICAL -> "error";
                    case WARNING -> "warn";
                    case INFORMATION -> "info";
                });
        List<String> name = List.of(
                check.check().title(),
                check.statistic(),
                check.isOfGroup() ? check.dimension() + "=" + check.group() : check.dimension());
        assertion.put(
                "name",
                String.join(" ", name.stream().filter(part -> !part.isEmpty()).toList()));
        assertion.put("description", check.text());
        if (Double.isFinite(check.effect())) {
            assertion.put("actual", Double.toString(check.effect()));
        }
        return assertion;
    }
}
