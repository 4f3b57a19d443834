package io.msliqa.torch.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the state of a training in its folder: {@code checkpoint-N.safetensors} with all tensors after N steps, and {@code
 * checkpoint.json}, which names the one that counts. The latter is replaced in one go, so whenever a training is killed, the
 * last complete checkpoint is there.
 */
final class Checkpoint {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    /**
     * The content of {@code checkpoint.json}.
     *
     * @param plan the text of the plan and of the sources: a checkpoint of another training is refused
     * @param step how many steps were done
     * @param history so far
     */
    record Progress(String plan, int step, History history) {}

    Checkpoint(Path folder) {
        this.folder = folder;
    }

    /** The progress of an earlier run; empty if there was none. */
    Optional<Progress> progress() {
        Path file = folder.resolve("checkpoint.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Progress.class));
        } catch (IOException e) {
            throw new TrainingException(file + " cannot be read as a checkpoint (" + e.getMessage()
                    + "); delete it to begin anew, or choose another folder");
        }
    }

    /** Saves the tensors, then makes them the checkpoint that counts. */
    void save(Progress progress, Map<String, NDArray> state) throws IOException {
        write(tensorsOf(progress.step()), encode(state));
        write(folder.resolve("checkpoint.json"), json(progress));
        try (var files = Files.newDirectoryStream(folder, "checkpoint-*.safetensors")) {
            for (Path file : files) {
                if (!file.equals(tensorsOf(progress.step()))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Copies the saved tensors into those of the same names. */
    void restore(Progress progress, Map<String, NDArray> state, NDManager manager) throws IOException {
        Path file = tensorsOf(progress.step());
        try (NDManager reading = manager.newSubManager();
                var in = Files.newInputStream(file)) {
            NDList saved = NDList.decode(reading, in);
            Set<String> missing = new HashSet<>(state.keySet());
            for (NDArray tensor : saved) {
                NDArray target = state.get(tensor.getName());
                if (target == null || !target.getShape().equals(tensor.getShape())) {
                    throw new TrainingException(file + " is of another network: " + tensor.getName());
                }
                copy(tensor, target);
                missing.remove(tensor.getName());
            }
            if (!missing.isEmpty()) {
                throw new TrainingException(file + " lacks " + missing.size() + " tensors of this network");
            }
        }
    }

    /** What asks for gradients must not be written to while they are recorded. */
    private static void copy(NDArray from, NDArray to) {
        boolean asks = to.hasGradient();
        to.setRequiresGradient(false);
        from.copyTo(to);
        to.setRequiresGradient(asks);
    }

    private Path tensorsOf(int step) {
        return folder.resolve("checkpoint-" + step + ".safetensors");
    }

    private static byte[] encode(Map<String, NDArray> state) throws IOException {
        NDList tensors = new NDList();
        state.forEach((name, array) -> {
            array.setName(name);
            tensors.add(array);
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tensors.encode(out, NDList.Encoding.SAFETENSORS);
        return out.toByteArray();
    }

    private static byte[] json(Progress progress) throws JsonProcessingException {
        return JSON.writeValueAsBytes(progress);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
