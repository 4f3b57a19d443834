package io.msliqa.torch.scoring;

import ai.djl.Device;
import io.msliqa.foreign.ForeignEngine;
import io.msliqa.foreign.NetworkFolder;
import io.msliqa.foreign.OnnxForeignEngine;
import io.msliqa.foreign.Trial;
import io.msliqa.network.ForeignProgram;
import io.msliqa.network.NamedValues;
import io.msliqa.network.Port;
import io.msliqa.onnx.OnnxDevice;
import io.msliqa.scoring.LoadedOnce;
import io.msliqa.torch.network.TorchScriptFile;
import java.util.List;

/**
 * Computes networks of others: TorchScript on DJL's PyTorch, ONNX on ONNX Runtime. Where that is the edition for CPUs, ONNX
 * is computed on the CPU whatever the device.
 *
 * @param device where they compute
 */
public record TorchForeignEngine(Device device) implements ForeignEngine {

    private record Key(String id, Device device) {}

    /** Networks that score in turns, task after task. */
    private static final int KEPT = 16;

    private static final LoadedOnce<Key, ForeignProgram> NETWORKS = new LoadedOnce<>(Key::device, KEPT);

    @Override
    public ForeignProgram open(NetworkFolder folder) {
        return folder.isTorchScript()
                ? NETWORKS.acquire(key(folder), () -> DeviceThread.call(device, () -> load(folder)))
                : onnx().open(folder);
    }

    private ForeignProgram load(NetworkFolder folder) {
        TorchScriptFile program = TorchScriptFile.load(folder.network(), device);
        try {
            return new OnDevice(program, device, Trial.outputs(folder, program));
        } catch (RuntimeException | Error e) {
            program.close();
            throw e;
        }
    }

    @Override
    public void release(NetworkFolder folder) {
        if (folder.isTorchScript()) {
            NETWORKS.release(key(folder));
        } else {
            onnx().release(folder);
        }
    }

    private OnnxForeignEngine onnx() {
        return device.isGpu() && OnnxDevice.hasCuda()
                ? new OnnxForeignEngine(new OnnxDevice.Cuda(device.getDeviceId()))
                : new OnnxForeignEngine();
    }

    private Key key(NetworkFolder folder) {
        return new Key(folder.id(), device);
    }

    /** Computes in the device's thread. */
    private record OnDevice(ForeignProgram program, Device device, List<Port> outputs) implements ForeignProgram {

        @Override
        public List<Port> inputs() {
            return program.inputs();
        }

        @Override
        public List<NamedValues> run(List<NamedValues> inputs, List<String> outputs) {
            return DeviceThread.call(device, () -> program.run(inputs, outputs));
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
