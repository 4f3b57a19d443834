package io.msliqa.spark.scoring;

import io.msliqa.foreign.NetworkFolder;
import io.msliqa.model.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;

/**
 * Holds the models of this JVM's tasks, decoded and checked once. The core shares their weights on a device.
 *
 * <p>A network of others is unpacked into a folder of its own, for ONNX Runtime reads weights beside the network from
 * there. Spark keeps the process's temporary folder in the executor's, which goes with it.
 */
final class ExecutorModel {

    /** More than a run has, so that no task finds its model gone. */
    private static final int MOST = 64;

    private static final Map<String, ScoringModel> LOADED = new LinkedHashMap<>(MOST, 0.75f, true);

    private ExecutorModel() {}

    static synchronized ScoringModel of(String id, boolean isNetwork, Broadcast<byte[]> bytes) {
        ScoringModel model = LOADED.get(id);
        if (model == null) {
            model = isNetwork
                    ? new ScoringModel.Network(unpacked(bytes.value()))
                    : new ScoringModel.Own(ModelBundle.fromBytes(bytes.value()));
            LOADED.put(id, model);
            LOADED.keySet().stream().skip(MOST).toList().forEach(LOADED::remove);
        }
        return model;
    }

    private static NetworkFolder unpacked(byte[] bytes) {
        try {
            Path folder = Files.createTempDirectory("msliqa-network");
            NetworkFolder network = NetworkFolder.fromBytes(bytes, folder);
            LocalFolders.deleteAtExit(folder);
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException("There is no room for a network on this executor", e);
        }
    }
}
