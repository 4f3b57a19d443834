package io.msliqa.foreign;

import io.msliqa.network.ForeignProgram;
import io.msliqa.onnx.OnnxFile;
import io.msliqa.scoring.LoadedOnce;

/** ONNX Runtime, on the CPU. */
public final class OnnxForeignEngine implements ForeignEngine {

    /** Networks that score in turns, task after task. */
    private static final int KEPT = 16;

    private static final LoadedOnce<String, ForeignProgram> NETWORKS = new LoadedOnce<>(id -> "cpu", KEPT);

    @Override
    public ForeignProgram open(NetworkFolder folder) {
        return NETWORKS.acquire(folder.id(), () -> OnnxFile.load(folder.network()));
    }

    @Override
    public void release(NetworkFolder folder) {
        NETWORKS.release(folder.id());
    }
}
