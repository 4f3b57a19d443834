package io.msliqa.spark.config;

import io.msliqa.inference.ScoringMode;
import java.io.Serializable;
import java.time.Duration;

/**
 * How pictures are scored.
 *
 * @param mode what of a picture is scored
 * @param device where the network runs
 * @param batchSize patches in one forward pass
 * @param maxWholePixels the largest picture that is scored as a whole
 * @param waveImages pictures in one wave at most
 * @param waveTime how long a wave should take: what a kill can cost
 * @param partitionsPerSlot tasks of a wave for each task slot of the cluster
 * @param readAheadBytes how many bytes of pictures a task may hold before they are decoded
 * @param imageTimeout how long reading one picture may take
 * @param readAttempts how often a picture is read before it counts as unreadable
 */
public record ScoringJobSettings(
        ScoringMode mode,
        DeviceChoice device,
        int batchSize,
        int maxWholePixels,
        int waveImages,
        Duration waveTime,
        int partitionsPerSlot,
        long readAheadBytes,
        Duration imageTimeout,
        int readAttempts)
        implements Serializable {

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
                section.integer("batch-size", 1, 4096),
                section.integer("max-whole-pixels", 1, Integer.MAX_VALUE / 3),
                section.integer("wave-images", 1, 10_000_000),
                section.duration("wave-time", Duration.ofSeconds(1), Duration.ofDays(7)),
                section.integer("partitions-per-slot", 1, 1000),
                section.bytes("read-ahead-bytes", 1, Integer.MAX_VALUE),
                section.duration("image-timeout", Duration.ofMillis(1), Duration.ofDays(1)),
                section.integer("read-attempts", 1, 100));
    }
}
