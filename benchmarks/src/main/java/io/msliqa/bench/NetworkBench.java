package io.msliqa.bench;

import ai.djl.Device;
import io.msliqa.image.PixelImage;
import io.msliqa.model.ModelBundle;
import io.msliqa.network.Arithmetic;
import io.msliqa.scoring.CpuPatchScorer;
import io.msliqa.scoring.CpuRuntime;
import io.msliqa.scoring.PatchBatch;
import io.msliqa.scoring.PatchScorer;
import io.msliqa.torch.scoring.TorchEngine;
import io.msliqa.torch.scoring.TorchPatchScorer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A full batch through the shipped model, in one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=1",
            "-Dai.djl.pytorch.num_interop_threads=1"
        })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class NetworkBench {

    /** What computes it, in what. */
    public enum Engine {
        ONNXRUNTIME {
            @Override
            PatchScorer open() {
                return CpuPatchScorer.open(CpuRuntime.ONNX_RUNTIME, ModelBundle.shipped());
            }
        },
        XNNPACK {
            @Override
            PatchScorer open() {
                return CpuPatchScorer.open(CpuRuntime.XNNPACK, ModelBundle.shipped());
            }
        },
        PYTORCH {
            @Override
            PatchScorer open() {
                return TorchPatchScorer.open(ModelBundle.shipped(), new TorchEngine(Device.cpu()), Arithmetic.FLOAT32);
            }
        },
        PYTORCH_BFLOAT16 {
            @Override
            PatchScorer open() {
                return TorchPatchScorer.open(ModelBundle.shipped(), new TorchEngine(Device.cpu()), Arithmetic.BFLOAT16);
            }
        };

        abstract PatchScorer open();
    }

    @Param
    Engine engine;

    /** The patches' side in pixels. */
    @Param({"224", "384"})
    int side;

    /** Patches; times are for all of them. */
    @Param({"8"})
    int batchSize;

    private PatchScorer scorer;
    private PatchBatch batch;

    @Setup
    public void open() {
        scorer = engine.open();
        batch = new PatchBatch(batchSize, side, side);
        Random noise = new Random(1);
        while (!batch.isFull()) {
            byte[] rgb = new byte[PixelImage.CHANNELS * side * side];
            noise.nextBytes(rgb);
            batch.add(new PixelImage(side, side, rgb));
        }
    }

    @Benchmark
    public float[][] score() {
        return scorer.score(batch);
    }

    @TearDown
    public void close() {
        scorer.close();
    }
}
