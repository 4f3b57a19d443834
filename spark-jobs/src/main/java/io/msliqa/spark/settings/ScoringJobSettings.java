package io.msliqa.spark.settings;

import io.msliqa.network.Arithmetic;
import io.msliqa.scoring.PatchWeights;
import io.msliqa.scoring.ScoringMode;
import io.msliqa.torch.scoring.EngineChoice;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;

/**
 * How pictures are scored.
 *
 * @param mode what of a picture is scored
 * @param device where the network runs
 * @param batchSize patches in one forward pass; 0 for what suits the device
 * @param arithmetic what the network computes in
 * @param engine what computes it
 * @param precision the error of a picture's mean below which no more of its patches are scored; 0 for all
 * @param patchMean how much patches count
 * @param cutOnDevice whether PyTorch cuts patches on its device
 * @param maxWholePixels the largest picture that is scored as a whole
 * @param viewPixels to which larger pictures are first reduced in views
 * @param waveImages pictures in one wave at most
 * @param waveTime how long a wave should take: what a kill can cost
 * @param partitionsPerSlot tasks of a wave for each task slot of the cluster
 * @param readAheadBytes how many bytes of pictures a task may hold before they are decoded
 * @param readAheadFiles how many files a task may have begun to read before they are decoded
 * @param imageTimeout how long reading one picture may take
 * @param readAttempts how often a picture is read before it counts as unreadable
 * @param taskTimeout how long a task may get nothing done before it counts as hung
 * @param maxFailureRate share of the pictures so far without a score at which a run stops; 1 for never
 * @param pricePerHour of the machines that Spark has been given, for forecasts; 0 if unknown
 */
public record ScoringJobSettings(
        ScoringMode mode,
        DeviceChoice device,
        int batchSize,
        Arithmetic arithmetic,
        EngineChoice engine,
        double precision,
        PatchWeights patchMean,
        boolean cutOnDevice,
        int maxWholePixels,
        int viewPixels,
        int waveImages,
        Duration waveTime,
        int partitionsPerSlot,
        long readAheadBytes,
        int readAheadFiles,
        Duration imageTimeout,
        int readAttempts,
        Duration taskTimeout,
        double maxFailureRate,
        double pricePerHour)
        implements Serializable {

    public ScoringJobSettings {
        if (engine.isForCpus()) {
            if (device == DeviceChoice.GPU || arithmetic != Arithmetic.FLOAT32) {
                throw new IllegalArgumentException(
                        "engine = "
                                + engine.name().toLowerCase(Locale.ROOT)
                                + " computes on the CPU in float32 alone; set engine = pytorch, or device = cpu and arithmetic = float32");
            }
            device = DeviceChoice.CPU;
        }
    }

    /** Where the network runs. */
    public enum DeviceChoice {
        /** The GPU that Spark assigned to the task, else the CPU. */
        AUTO,
        /** The CPU, whatever is assigned. */
        CPU,
        /** The GPU that Spark assigned to the task; none is an error. */
        GPU
    }

    static ScoringJobSettings read(Section section) {
        return new ScoringJobSettings(
                section.choice("mode", ScoringMode.class),
                section.choice("device", DeviceChoice.class),
                section.integer("batch-size", 0, 4096),
                section.choice("arithmetic", Arithmetic.class),
                section.choice("engine", EngineChoice.class),
                section.number("precision", 0, 1000),
                section.choice("patch-mean", PatchWeights.class),
                section.flag("cut-on-device"),
                section.integer("max-whole-pixels", 1, Integer.MAX_VALUE / 3),
                section.integer("view-pixels", 1, 100_000_000),
                section.integer("wave-images", 1, 10_000_000),
                section.duration("wave-time", Duration.ofSeconds(1), Duration.ofDays(7)),
                section.integer("partitions-per-slot", 1, 1000),
                section.bytes("read-ahead-bytes", 1, Integer.MAX_VALUE),
                section.integer("read-ahead-files", 1, 1000),
                section.duration("image-timeout", Duration.ofMillis(1), Duration.ofDays(1)),
                section.integer("read-attempts", 1, 100),
                section.duration("task-timeout", Duration.ofSeconds(1), Duration.ofDays(7)),
                section.number("max-failure-rate", 0, 1),
                section.number("price-per-hour", 0, 1e9));
    }
}
