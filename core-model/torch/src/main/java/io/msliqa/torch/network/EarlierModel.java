package io.msliqa.torch.network;

import ai.djl.ndarray.NDManager;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.ModelException;
import io.msliqa.network.NetworkTable;
import io.msliqa.network.Tensor;
import io.msliqa.patch.ZoomLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Copies a trained model into a network that is about to learn on. */
public final class EarlierModel {

    private EarlierModel() {}

    /**
     * Gives a network the model's features, and its heads those of the same zoom level and outputs; other heads stay as
     * they are. The values belong to {@code manager}.
     *
     * @param levels of the network's heads
     * @throws ModelException if the network is of another backbone
     */
    public static void load(ModelBundle model, MsliqaBlock net, List<ZoomLevel> levels, NDManager manager) {
        if (model.manifest().backbone() != net.backbone()) {
            throw new ModelException("The model " + model.manifest().name() + " has the features "
                    + model.manifest().backbone() + ", the network to train " + net.backbone());
        }
        Map<String, Tensor> values = new LinkedHashMap<>();
        boolean alike = net.table().outputs().equals(model.manifest().reading().outputs());
        model.network().weights().forEach((name, value) -> nameIn(alike ? levels : List.of(), model, name)
                .ifPresent(given -> values.put(given, value)));
        net.setAll(values, manager);
    }

    /** The name that a tensor of the model has in a network with heads of these zoom levels; empty if it has no place there. */
    private static Optional<String> nameIn(List<ZoomLevel> levels, ModelBundle model, String name) {
        OptionalInt head = NetworkTable.headOf(name);
        if (head.isEmpty()) {
            return Optional.of(name);
        }
        int there = levels.indexOf(model.manifest().heads().get(head.getAsInt()));
        return there < 0 ? Optional.empty() : Optional.of(NetworkTable.inHead(name, there));
    }
}
