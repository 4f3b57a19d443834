package io.msliqa.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.msliqa.net.Arithmetic;
import io.msliqa.net.MsliqaNet;
import io.msliqa.net.ScoringNet;
import java.util.Objects;
import java.util.function.Function;

/** A network on DJL's PyTorch engine, of which each JVM and device has one copy, however many threads score with it. */
final class SharedNet implements AutoCloseable {

    private record Key(String modelId, Device device, Arithmetic arithmetic) {}

    private static final LoadedOnce<Key, SharedNet> NETS = new LoadedOnce<>(Key::device);

    private final Key key;
    private final NDManager manager;
    private final ScoringNet net;

    private SharedNet(Key key, NDManager manager, ScoringNet net) {
        this.key = key;
        this.manager = manager;
        this.net = net;
    }

    /**
     * The network of that identity on that device, loaded by {@code load} unless it is there; to be given back with
     * {@link #release}.
     *
     * @param load reads the network into a manager that is closed once the network is loaded
     */
    static SharedNet acquire(
            String modelId, Device device, Arithmetic arithmetic, Function<NDManager, MsliqaNet> load) {
        Key key = new Key(Objects.requireNonNull(modelId, "modelId"), device, arithmetic);
        return NETS.acquire(key, () -> DeviceThread.call(device, () -> load(key, load)));
    }

    private static SharedNet load(Key key, Function<NDManager, MsliqaNet> load) {
        NDManager manager = Engine.getEngine("PyTorch").newBaseManager(key.device());
        try (NDManager weights = manager.newSubManager()) {
            return new SharedNet(key, manager, ScoringNet.of(load.apply(weights), key.device(), key.arithmetic()));
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    Device device() {
        return key.device();
    }

    ScoringNet net() {
        return net;
    }

    /** A manager for one user's arrays; the user closes it. */
    NDManager newManager() {
        return manager.newSubManager();
    }

    /** Once for each {@link #acquire}. */
    void release() {
        NETS.release(key);
    }

    @Override
    public void close() {
        net.close();
        manager.close();
    }
}
