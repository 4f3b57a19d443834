package io.msliqa.spark.config;

import java.time.Duration;

/**
 * How pictures are scored.
 *
 * @param mode many patches, or the whole picture once
 * @param device where the network runs
 * @param batchSize patches in one forward pass
 * @param waveImages pictures in one wave: what a kill can cost
 * @param partitionsPerSlot tasks of a wave for each task slot of the cluster
 * @param readAheadBytes how many bytes of pictures a task may hold before they are decoded
 * @param imageTimeout how long reading or decoding one picture may take
 * @param readAttempts how often a picture is read before it counts as unreadable
 */
public record ScoringSettings(
        Mode mode,
        Device device,
        int batchSize,
        int waveImages,
        int partitionsPerSlot,
        long readAheadBytes,
        Duration imageTimeout,
        int readAttempts) {

    /** What of a picture is scored. */
    public enum Mode {
        /** Many patches at several scales, averaged. */
        TTA,
        /** The whole picture, neither cropped nor scaled, by the best head. */
        SINGLE
    }

    /** Where the network runs. */
    public enum Device {
        /** The GPU that Spark assigned to the task, else the CPU. */
        AUTO,
        CPU,
        /** The GPU that Spark assigned to the task; none is an error. */
        GPU
    }

    static ScoringSettings read(Section section) {
        return new ScoringSettings(
                section.choice("mode", Mode.class),
                section.choice("device", Device.class),
                section.integer("batch-size", 1, 4096),
                section.integer("wave-images", 1, 10_000_000),
                section.integer("partitions-per-slot", 1, 1000),
                section.bytes("read-ahead-bytes", 1, Integer.MAX_VALUE),
                section.duration("image-timeout", Duration.ofMillis(1), Duration.ofDays(1)),
                section.integer("read-attempts", 1, 100));
    }
}
