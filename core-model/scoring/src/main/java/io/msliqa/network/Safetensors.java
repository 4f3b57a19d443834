package io.msliqa.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads and writes files of named tensors as Hugging Face's safetensors library lays them out: the length of a JSON header, the
 * header, the values. Read and written without an engine.
 */
public final class Safetensors {

    private static final JsonMapper JSON = new JsonMapper();

    private record Entry(TensorType type, long begin, long end) {}

    private final ByteBuffer values;
    private final Map<String, Entry> entries;
    private final String source;

    private Safetensors(ByteBuffer values, Map<String, Entry> entries, String source) {
        this.values = values;
        this.entries = entries;
        this.source = source;
    }

    /**
     * Reads the file's header.
     *
     * @param source what messages call the file
     * @throws ModelException if it is no safetensors file, or shorter than it says
     */
    public static Safetensors read(byte[] file, String source) {
        try {
            ByteBuffer all = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
            long length = all.getLong();
            if (length <= 0 || length > all.remaining()) {
                throw new IOException("it is cut off");
            }
            JsonNode header = JSON.readTree(file, Long.BYTES, (int) length);
            ByteBuffer values = all.position(Long.BYTES + (int) length).slice().order(ByteOrder.LITTLE_ENDIAN);
            Map<String, Entry> entries = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    entries.put(entry.getKey(), entry(entry.getValue(), values.limit()));
                }
            }
            return new Safetensors(values, entries, source);
        } catch (IOException | RuntimeException e) {
            throw new ModelException(source + " cannot be read as safetensors: " + e.getMessage(), e);
        }
    }

    private static Entry entry(JsonNode node, long available) throws IOException {
        JsonNode offsets = node.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(Long.MAX_VALUE);
        if (begin < 0 || begin > end || end > available) {
            throw new IOException("it is cut off");
        }
        List<Integer> shape = StreamSupport.stream(node.path("shape").spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
        return new Entry(TensorType.of(node.path("dtype").asText(), shape), begin, end);
    }

    /** The names of all tensors, in the file's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** The same file without the tensors of some names. */
    public Safetensors without(Predicate<String> names) {
        Map<String, Entry> kept = new LinkedHashMap<>(entries);
        kept.keySet().removeIf(names);
        return new Safetensors(values, kept, source);
    }

    /**
     * Makes sure that the file holds these parameters and nothing else.
     *
     * @param parameters shapes by name
     * @throws ModelException if a tensor is missing, left over, misshapen or not float32; all of them are named (of very
     *     many the first)
     */
    public void requireExactly(Map<String, int[]> parameters) {
        Map<String, TensorType> types = entries.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().type()));
        List<String> problems = TensorMatch.problems(parameters, types);
        if (!problems.isEmpty()) {
            throw new ModelException(source + " does not fit the network: " + TensorMatch.summary(problems));
        }
    }

    /**
     * The values of a tensor of float32.
     *
     * @throws ModelException if there is no such tensor of float32, or its values do not fill its shape
     */
    public Tensor tensor(String name) {
        Entry entry = entries.get(name);
        if (entry == null || !entry.type().dataType().equals(TensorType.FLOAT32)) {
            throw new ModelException(source + " has no float32 tensor '" + name + "'");
        }
        FloatBuffer floats = values.slice((int) entry.begin(), (int) (entry.end() - entry.begin()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        float[] copy = new float[floats.remaining()];
        floats.get(copy);
        if (copy.length != entry.type().size()) {
            throw new ModelException(source + " is damaged: '" + name + "' has " + copy.length + " values for "
                    + entry.type().shapeText());
        }
        return new Tensor(copy, entry.type().sizes());
    }

    /** All tensors by name, in the file's order; each must be float32. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        entries.keySet().forEach(name -> tensors.put(name, tensor(name)));
        return tensors;
    }

    /** A file of these tensors, in their order. Equal tensors give equal bytes. */
    public static byte[] write(Map<String, Tensor> tensors) {
        ObjectNode header = JSON.createObjectNode();
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            ObjectNode node = header.putObject(entry.getKey()).put("dtype", "F32");
            for (int size : entry.getValue().shape()) {
                node.withArray("shape").add(size);
            }
            node.putArray("data_offsets").add(offset);
            offset += (long) entry.getValue().values().length * Float.BYTES;
            node.withArray("data_offsets").add(offset);
        }
        // Blanks at the header's end keep the values at multiples of eight bytes.
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + padded + offset))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .put(json);
        while (file.position() < Long.BYTES + padded) {
            file.put((byte) ' ');
        }
        for (Tensor tensor : tensors.values()) {
            file.asFloatBuffer().put(tensor.values());
            file.position(file.position() + tensor.values().length * Float.BYTES);
        }
        return file.array();
    }
}
