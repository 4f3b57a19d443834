package io.msliqa.torch.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.msliqa.network.ModelException;
import io.msliqa.network.Safetensors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Loads features that were trained elsewhere, such as torchvision's on ImageNet, into a network before its training.
 *
 * <p>The file is {@code .safetensors} or {@code .npz} with torchvision's names and float32 tensors. Of a whole torchvision
 * model, {@code classifier.*} and {@code *.num_batches_tracked} are passed over, of a model's weights the heads: a training
 * with other heads begins with its features. Python's {@code .pt} and {@code .pth} cannot be read: save the state dict with
 * {@code safetensors.torch.save_file}.
 */
public final class BackboneWeights {

    private static final String FEATURES = "features.";

    private BackboneWeights() {}

    /**
     * Reads the file into the network's {@code features.*}; the heads stay as they are.
     *
     * @param manager owns the values from now on
     * @throws ModelException if the file cannot be read, or a tensor is missing, extra, misshapen or not float32: all
     *     of them are named, and the network has not changed
     */
    public static void load(Path file, MsliqaBlock net, NDManager manager) {
        Map<String, int[]> features = new LinkedHashMap<>(net.table().parameters());
        features.keySet().removeIf(name -> !name.startsWith(FEATURES));
        Safetensors tensors =
                Safetensors.read(safetensors(file, manager), file.toString()).without(BackboneWeights::isPassedOver);
        tensors.requireExactly(features);
        net.setAll(tensors.tensors(), manager);
    }

    private static boolean isPassedOver(String name) {
        return name.startsWith("classifier.") || name.startsWith("heads.") || name.endsWith(".num_batches_tracked");
    }

    private static byte[] safetensors(Path file, NDManager manager) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".safetensors") && !name.endsWith(".npz")) {
            throw new ModelException(file + " is neither .safetensors nor .npz, which is what weights are read from");
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelException("There is no weights file " + file);
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            return name.endsWith(".npz") ? converted(bytes, manager) : bytes;
        } catch (IOException | RuntimeException e) {
            throw new ModelException(file + " cannot be read as weights: " + e.getMessage(), e);
        }
    }

    private static byte[] converted(byte[] npz, NDManager manager) throws IOException {
        try (NDManager reading = manager.newSubManager();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            NDList.decode(reading, new ByteArrayInputStream(npz)).encode(out, NDList.Encoding.SAFETENSORS);
            return out.toByteArray();
        }
    }
}
