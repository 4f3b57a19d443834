package io.msliqa.scoring;

import io.msliqa.network.Network;
import io.msliqa.network.PixelNetwork;
import io.msliqa.onnx.OnnxNetwork;
import io.msliqa.xnnpack.XnnNetwork;

/** What computes a network on the CPU, in float32. */
public enum CpuRuntime {
    /** It computes all rows of a batch, filled or not, so that a row's bits do not depend on the others. */
    ONNX_RUNTIME {
        @Override
        PixelNetwork load(Network network) {
            return OnnxNetwork.of(network);
        }

        @Override
        int pictures(PatchBatch batch) {
            return batch.rows();
        }
    },
    /** It computes picture by picture. */
    XNNPACK {
        @Override
        PixelNetwork load(Network network) {
            return XnnNetwork.of(network);
        }

        @Override
        int pictures(PatchBatch batch) {
            return batch.count();
        }
    };

    abstract PixelNetwork load(Network network);

    /** How many of a batch's rows are computed. */
    abstract int pictures(PatchBatch batch);
}
