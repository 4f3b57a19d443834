package io.msliqa.spark.listing;

import java.io.IOException;

/** A file, a folder or an entry of a shard that the user named, on any storage. */
interface Place {

    /** Its name in messages and rows. */
    String name();

    /** Whether it exists. */
    boolean exists() throws IOException;

    /**
     * Asks the storage for it now, and hands over its file, or all that lies below, when the caller runs what this
     * returns.
     */
    Runnable lookUp(Taking taking);
}
