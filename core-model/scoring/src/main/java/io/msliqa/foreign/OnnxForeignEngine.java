package io.msliqa.foreign;

import io.msliqa.network.ForeignProgram;
import io.msliqa.onnx.OnnxDevice;
import io.msliqa.onnx.OnnxFile;
import io.msliqa.scoring.LoadedOnce;

/**
 * ONNX Runtime.
 *
 * @param device where it computes
 */
public record OnnxForeignEngine(OnnxDevice device) implements ForeignEngine {

    private record Key(String id, OnnxDevice device) {}

    /** Networks that score in turns, task after task. */
    private static final int KEPT = 16;

    private static final LoadedOnce<Key, ForeignProgram> NETWORKS = new LoadedOnce<>(Key::device, KEPT);

    /** On the CPU. */
    public OnnxForeignEngine() {
        this(new OnnxDevice.Cpu());
    }

    @Override
    public ForeignProgram open(NetworkFolder folder) {
        return NETWORKS.acquire(new Key(folder.id(), device), () -> OnnxFile.load(folder.network(), device));
    }

    @Override
    public void release(NetworkFolder folder) {
        NETWORKS.release(new Key(folder.id(), device));
    }
}
