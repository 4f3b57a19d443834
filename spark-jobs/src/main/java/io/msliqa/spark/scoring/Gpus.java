package io.msliqa.spark.scoring;

import java.util.Optional;

/** The GPUs of a machine, as an engine sees them. */
interface Gpus {

    /** Whether the engine there is an edition that can use GPUs. */
    boolean isForGpus();

    /** Whether, with an edition for CPUs, it leaves a GPU alone that is assigned but not asked for. */
    boolean takesCpuInstead();

    /** How many it sees. */
    int count();

    /** Why it cannot use the GPU of a number, to be read after "but", and how to mend it. */
    Optional<String> problem(int gpu);
}
