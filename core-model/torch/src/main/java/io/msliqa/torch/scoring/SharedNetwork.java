package io.msliqa.torch.scoring;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.msliqa.network.Arithmetic;
import io.msliqa.network.Network;
import io.msliqa.scoring.LoadedOnce;
import io.msliqa.torch.network.TorchScriptNetwork;
import java.util.Objects;
import java.util.function.Supplier;

/** Shares a network on DJL's PyTorch engine: each JVM holds one copy on each device, however many threads score with it. */
final class SharedNetwork implements AutoCloseable {

    private record Key(String modelId, Device device, Arithmetic arithmetic) {}

    private static final LoadedOnce<Key, SharedNetwork> NETWORKS = new LoadedOnce<>(Key::device);

    private final Key key;
    private final NDManager manager;
    private final TorchScriptNetwork net;

    private SharedNetwork(Key key, NDManager manager, TorchScriptNetwork net) {
        this.key = key;
        this.manager = manager;
        this.net = net;
    }

    /**
     * Returns the network of an identity on a device, and loads it if it is not there. Give it back with {@link #release}.
     *
     * @param load gives the network
     */
    static SharedNetwork acquire(String modelId, Device device, Arithmetic arithmetic, Supplier<Network> load) {
        Key key = new Key(Objects.requireNonNull(modelId, "modelId"), device, arithmetic);
        return NETWORKS.acquire(key, () -> DeviceThread.call(device, () -> load(key, load)));
    }

    private static SharedNetwork load(Key key, Supplier<Network> load) {
        TorchScriptNetwork net = TorchScriptNetwork.of(load.get(), key.device(), key.arithmetic());
        try {
            return new SharedNetwork(key, Engine.getEngine("PyTorch").newBaseManager(key.device()), net);
        } catch (RuntimeException | Error e) {
            net.close();
            throw e;
        }
    }

    Device device() {
        return key.device();
    }

    TorchScriptNetwork net() {
        return net;
    }

    /** A manager for one user's arrays; the user closes it. */
    NDManager newManager() {
        return manager.newSubManager();
    }

    /** Gives the network back; call it once for each {@link #acquire}. */
    void release() {
        NETWORKS.release(key);
    }

    @Override
    public void close() {
        net.close();
        manager.close();
    }
}
