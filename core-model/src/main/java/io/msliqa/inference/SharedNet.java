package io.msliqa.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.msliqa.net.MsliqaNet;
import io.msliqa.net.ScoringNet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * One copy of a network for each JVM and device, however many threads score with it.
 *
 * <p>A network without users stays loaded, for the next task most likely wants it, until another one is asked for on
 * its device.
 */
final class SharedNet {

    private record Key(String modelId, Device device) {}

    private static final Map<Key, SharedNet> LOADED = new HashMap<>();

    private final NDManager manager;
    private final ScoringNet net;
    private int users;

    private SharedNet(NDManager manager, ScoringNet net) {
        this.manager = manager;
        this.net = net;
    }

    /**
     * The network of that identity on that device, loaded by {@code load} unless it is there; to be given back with
     * {@link #release}.
     *
     * @param load reads the network into a manager that is closed once the network is loaded
     */
    static SharedNet acquire(String modelId, Device device, Function<NDManager, MsliqaNet> load) {
        Key key = new Key(Objects.requireNonNull(modelId, "modelId"), device);
        synchronized (LOADED) {
            SharedNet shared = LOADED.get(key);
            if (shared == null) {
                closeUnused(device);
                shared = load(device, load);
                LOADED.put(key, shared);
            }
            shared.users++;
            return shared;
        }
    }

    private static void closeUnused(Device device) {
        LOADED.entrySet().removeIf(entry -> {
            boolean unused =
                    entry.getValue().users == 0 && entry.getKey().device().equals(device);
            if (unused) {
                entry.getValue().close();
            }
            return unused;
        });
    }

    private static SharedNet load(Device device, Function<NDManager, MsliqaNet> load) {
        NDManager manager = Engine.getEngine("PyTorch").newBaseManager(device);
        try (NDManager weights = manager.newSubManager()) {
            return new SharedNet(manager, ScoringNet.of(load.apply(weights), device));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    ScoringNet net() {
        return net;
    }

    private void close() {
        net.close();
        manager.close();
    }

    /** A manager for one user's arrays; the user closes it. */
    NDManager newManager() {
        return manager.newSubManager();
    }

    /** Once for each {@link #acquire}. */
    void release() {
        synchronized (LOADED) {
            users--;
        }
    }
}
