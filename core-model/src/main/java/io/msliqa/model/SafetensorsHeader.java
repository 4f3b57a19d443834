package io.msliqa.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Names, types and shapes of the tensors in a safetensors file, read without an engine. */
final class SafetensorsHeader {

    private static final JsonMapper JSON = new JsonMapper();

    private SafetensorsHeader() {}

    /**
     * What the file's first bytes say it holds.
     *
     * @throws ModelException if it is no safetensors file, or shorter than it says
     */
    static Map<String, TensorType> read(byte[] file, String source) {
        try {
            long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length <= 0 || length > file.length - Long.BYTES) {
                throw new IOException("it is cut off");
            }
            Map<String, TensorType> types = new LinkedHashMap<>();
            JsonNode header = JSON.readTree(file, Long.BYTES, (int) length);
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    types.put(entry.getKey(), type(entry.getValue(), file.length - Long.BYTES - length));
                }
            }
            return types;
        } catch (IOException | RuntimeException e) {
            throw new ModelException(source + " cannot be read as safetensors: " + e.getMessage(), e);
        }
    }

    private static TensorType type(JsonNode node, long available) throws IOException {
        if (node.path("data_offsets").path(1).asLong(Long.MAX_VALUE) > available) {
            throw new IOException("it is cut off");
        }
        long[] shape = StreamSupport.stream(node.path("shape").spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
        return TensorType.of(node.path("dtype").asText(), shape);
    }
}
