package io.msliqa.foreign;

import io.msliqa.network.ForeignProgram;

/** Computes networks of others. */
public interface ForeignEngine {

    /**
     * The network, loaded once for all users of this JVM and device.
     *
     * @throws io.msliqa.network.ModelException if it cannot be loaded
     */
    ForeignProgram open(NetworkFolder folder);

    /** Once for each {@link #open}. */
    void release(NetworkFolder folder);
}
