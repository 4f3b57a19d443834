package io.msliqa.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.msliqa.network.ModelException;
import io.msliqa.patch.ZoomLevel;
import io.msliqa.scale.QualityScale;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The content of {@code manifest.json}.
 *
 * @param formatVersion of the bundle: {@link #PLAIN_VERSION} where the heads put out one score each and the manifest
 *     says nothing of how it is read, which every program reads; {@link #READING_VERSION} where it does, and {@link
 *     #FORMAT_VERSION} where qualities count differently by scale, too
 * @param weightsSha256 of {@code weights.safetensors}, 64 hexadecimal digits
 * @param model the rest
 */
record ManifestFile(int formatVersion, String weightsSha256, Manifest model) {

    static final int PLAIN_VERSION = 1;
    static final int READING_VERSION = 2;
    static final int FORMAT_VERSION = 3;

    private static final String MODEL = "model";
    private static final String READING = "reading";
    private static final String SCALE_WEIGHTS = "scaleWeights";

    ManifestFile {
        if (formatVersion != versionOf(model)) {
            throw new IllegalArgumentException("formatVersion is " + formatVersion + " instead of " + versionOf(model));
        }
    }

    /** The file of a manifest. */
    static ManifestFile of(String weightsSha256, Manifest model) {
        return new ManifestFile(versionOf(model), weightsSha256, model);
    }

    private static int versionOf(Manifest model) {
        if (model.reading().equals(HeadReading.PLAIN)) {
            return PLAIN_VERSION;
        }
        return model.reading().scaleWeights().isEmpty() ? READING_VERSION : FORMAT_VERSION;
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .addModule(new SimpleModule()
                    .addSerializer(ZoomLevel.class, ToStringSerializer.instance)
                    .addDeserializer(ZoomLevel.class, new ZoomLevelReader()))
            .addMixIn(QualityScale.class, ScaleAsJson.class)
            .build();

    /** Reads what {@link #toJson} wrote; {@code source} is what messages call it. */
    static ManifestFile parse(byte[] json, String source) {
        try {
            JsonNode tree = JSON.readTree(json);
            if (!tree.isObject()) {
                throw new ModelException(source + " is no manifest: it holds no JSON object");
            }
            int version = tree.path("formatVersion").asInt(-1);
            if (version > FORMAT_VERSION) {
                throw new ModelException(source + " has format version " + version + "; this program reads versions to "
                        + FORMAT_VERSION + ": use a newer one");
            }
            // Looked for first: a misspelt field is missing, too, and its misspelling says more.
            requireKnown(tree, ManifestFile.class, source);
            requireKnown(tree.path(MODEL), Manifest.class, source);
            requireKnown(tree.path(MODEL).path("scoreScale"), ScaleJson.class, source);
            requireKnown(tree.path(MODEL).path(READING), HeadReading.class, source);
            if (version == PLAIN_VERSION && tree.path(MODEL) instanceof ObjectNode model) {
                requireAbsent(model, READING, READING_VERSION, source);
                model.set(READING, JSON.valueToTree(HeadReading.PLAIN));
            }
            if (version == READING_VERSION && tree.path(MODEL).path(READING) instanceof ObjectNode reading) {
                requireAbsent(reading, SCALE_WEIGHTS, FORMAT_VERSION, source);
                reading.putArray(SCALE_WEIGHTS);
            }
            return JSON.treeToValue(tree, ManifestFile.class);
        } catch (IOException e) {
            throw new ModelException(source + " is no manifest: " + explain(e), e);
        }
    }

    byte[] toJson() {
        try {
            ObjectNode tree = JSON.valueToTree(this);
            if (formatVersion == PLAIN_VERSION) {
                ((ObjectNode) tree.get(MODEL)).remove(READING);
            } else if (formatVersion == READING_VERSION) {
                ((ObjectNode) tree.get(MODEL).get(READING)).remove(SCALE_WEIGHTS);
            }
            return (JSON.writeValueAsString(tree) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireAbsent(ObjectNode node, String field, int since, String source) {
        if (node.has(field)) {
            throw new ModelException(
                    source + " has the field '" + field + "', which comes with formatVersion " + since);
        }
    }

    private static void requireKnown(JsonNode node, Class<? extends Record> type, String source) {
        List<String> known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new ModelException(source + " has the unknown field '" + name + "'; known are " + known);
            }
        });
    }

    private static String explain(IOException e) {
        if (!(e instanceof JsonProcessingException json)) {
            return e.getMessage();
        }
        String where = json.getLocation() == null || json.getLocation().getLineNr() < 1
                ? ""
                : " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")";
        String path = json instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        return (path.isEmpty() ? "" : path + ": ") + json.getOriginalMessage() + where;
    }

    private static final class ZoomLevelReader extends FromStringDeserializer<ZoomLevel> {

        private static final long serialVersionUID = 1L;

        ZoomLevelReader() {
            super(ZoomLevel.class);
        }

        @Override
        protected ZoomLevel _deserialize(String value, DeserializationContext context) {
            return ZoomLevel.parse(value);
        }
    }

    /** A scale as it is written. */
    private record ScaleJson(double min, double max, boolean higherIsBetter) {

        static ScaleJson of(QualityScale scale) {
            return new ScaleJson(scale.min(), scale.max(), scale.higherIsBetter());
        }

        QualityScale scale() {
            return QualityScale.of(min, max, higherIsBetter);
        }
    }

    @JsonSerialize(converter = ToScaleJson.class)
    @JsonDeserialize(converter = FromScaleJson.class)
    private interface ScaleAsJson {}

    private static final class ToScaleJson extends StdConverter<QualityScale, ScaleJson> {
        @Override
        public ScaleJson convert(QualityScale scale) {
            return ScaleJson.of(scale);
        }
    }

    private static final class FromScaleJson extends StdConverter<ScaleJson, QualityScale> {
        @Override
        public QualityScale convert(ScaleJson json) {
            return json.scale();
        }
    }
}
